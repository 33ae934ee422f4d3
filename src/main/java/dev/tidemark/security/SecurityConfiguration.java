package dev.tidemark.security;

import io.github.wimdeblauwe.htmx.spring.boot.security.HxRefreshHeaderAuthenticationEntryPoint;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Three doors, each closed unless a line here opens it: JSON (HTTP Basic, no session), the management endpoints (Basic or
 * the session of a person), and the pages (form login).
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    static final String LOGIN = "/login";
    private static final String HTMX = "HX-Request";

    private final SecurityHeaders headers;

    SecurityConfiguration(SecurityHeaders headers) {
        this.headers = headers;
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        ApiAuthenticationEntryPoint door = new ApiAuthenticationEntryPoint(problems);
        return http.securityMatcher("/api/**").authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                // A program sends its password with every request and a browser's form cannot: nothing to forge.
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(door))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(door).accessDeniedHandler(door))
                .headers(headers::addTo).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain management(HttpSecurity http, AccessProperties access) {
        BasicAuthenticationEntryPoint basic = new BasicAuthenticationEntryPoint();
        basic.setRealmName(ApiAuthenticationEntryPoint.REALM);
        return http.securityMatcher("/actuator/**").authorizeHttpRequests(requests -> {
            requests.requestMatchers("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
                    "/actuator/info").permitAll();
            if (access.publicMetrics()) {
                requests.requestMatchers("/actuator/prometheus").permitAll();
            }
            requests.anyRequest().authenticated();
        }).csrf(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .httpBasic(login -> login.authenticationEntryPoint(basic)).requestCache(cache -> cache.disable())
                .headers(headers::addTo).build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http) {
        AuthenticationEntryPoint signIn = SignInContext.noting(signIn());
        RequestCache wanted = whereOneWanted();
        return http.authorizeHttpRequests(requests -> {
            // An error page tells nothing that the error did not; refusing it would hide the reason.
            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
            requests.requestMatchers(LOGIN, "/css/**", "/js/**", "/img/**", "/webjars/**", "/favicon.ico").permitAll();
            requests.anyRequest().authenticated();
        }).formLogin(form -> form.loginPage(LOGIN).successHandler(SignInContext.leadingBack(wanted))
                .failureHandler(SignInContext.keepingTheName()))
                .logout(logout -> logout.logoutSuccessUrl(LOGIN + "?signed-out"))
                .requestCache(cache -> cache.requestCache(wanted))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(signIn)
                        .accessDeniedHandler(new PageAccessDeniedHandler(signIn)))
                .headers(headers::addTo).build();
    }

    /**
     * Where a user goes after signing in. Not to what htmx asked for: Spring Security would replay its header too, and
     * so answer the page's reload as if htmx had asked again. Without the parameter by which requests are matched, the
     * address stays one that can be passed on.
     */
    // Null is documented for the parameter's name, and not yet annotated.
    @SuppressWarnings("NullAway")
    private static RequestCache whereOneWanted() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> request.getMethod().equals("GET") && request.getHeader(HTMX) == null);
        return cache;
    }

    /** A session that ended while htmx was polling must show the sign-in page, not a fragment of it. */
    private static AuthenticationEntryPoint signIn() {
        return DelegatingAuthenticationEntryPoint.builder()
                .addEntryPointFor(new HxRefreshHeaderAuthenticationEntryPoint(),
                        new RequestHeaderRequestMatcher(HTMX))
                .defaultEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN)).build();
    }
}
