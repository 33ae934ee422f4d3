package dev.tidemark.access.security;

import io.github.wimdeblauwe.htmx.spring.boot.security.HxRefreshHeaderAuthenticationEntryPoint;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Three doors, each closed unless a line here opens it: JSON (HTTP Basic, no session), the management endpoints (Basic or
 * the session of a person), and the pages (form login).
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    static final String LOGIN = "/login";

    /** Nothing inline and nothing foreign: names of groups and topics are hostile text. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";
    private static final String PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        ApiDoor door = new ApiDoor(problems);
        return http.securityMatcher("/api/**").authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                // A program sends its password with every request and a browser's form cannot: nothing to forge.
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint(door))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(door).accessDeniedHandler(door))
                .headers(SecurityConfiguration::headers).build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain management(HttpSecurity http, AccessProperties access) {
        BasicAuthenticationEntryPoint basic = new BasicAuthenticationEntryPoint();
        basic.setRealmName(ApiDoor.REALM);
        return http.securityMatcher("/actuator/**").authorizeHttpRequests(requests -> {
            requests.requestMatchers("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
                    "/actuator/info").permitAll();
            if (access.metricsOpen()) {
                requests.requestMatchers("/actuator/prometheus").permitAll();
            }
            requests.anyRequest().authenticated();
        }).csrf(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .httpBasic(login -> login.authenticationEntryPoint(basic)).requestCache(cache -> cache.disable())
                .headers(SecurityConfiguration::headers).build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http) {
        AuthenticationEntryPoint signIn = signIn();
        return http.authorizeHttpRequests(requests -> {
            // An error page tells nothing that the error did not; refusing it would hide the reason.
            requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
            requests.requestMatchers(LOGIN, "/css/**", "/js/**", "/img/**", "/webjars/**", "/favicon.ico").permitAll();
            requests.anyRequest().authenticated();
        }).formLogin(form -> form.loginPage(LOGIN).defaultSuccessUrl("/").failureUrl(LOGIN + "?failed"))
                .logout(logout -> logout.logoutSuccessUrl(LOGIN + "?signed-out"))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(signIn)
                        .accessDeniedHandler(new PageDoor(signIn)))
                .headers(SecurityConfiguration::headers).build();
    }

    /** A session that ended while htmx was polling must show the sign-in page, not a fragment of it. */
    private static AuthenticationEntryPoint signIn() {
        return DelegatingAuthenticationEntryPoint.builder()
                .addEntryPointFor(new HxRefreshHeaderAuthenticationEntryPoint(),
                        new RequestHeaderRequestMatcher("HX-Request"))
                .defaultEntryPoint(new LoginUrlAuthenticationEntryPoint(LOGIN)).build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY));
        // Group names travel in the query: they stay here when somebody follows a link elsewhere.
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY));
    }
}
