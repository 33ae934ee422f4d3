package dev.tidemark.webkit;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Language, and caching of static files. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    @Bean
    LocaleResolver localeResolver() {
        return new Languages();
    }

    /** After a form that changed something, 303: the browser shall get the next page, whatever the form's method was. */
    @Bean
    SmartInitializingSingleton seeOther(ThymeleafViewResolver views) {
        return () -> views.setRedirectHttp10Compatible(false);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName(Languages.PARAMETER);
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language);
        registry.addInterceptor(new StaticFileCacheInterceptor()).addPathPatterns("/css/**", "/js/**", "/img/**",
                "/webjars/**");
    }
}
