package vn.tangthu.portal.publicpages;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ITemplateResolver;
import vn.tangthu.storage.DigestAlgorithm;

/** Wires the public pages into Spring MVC: language, templates, static files, throttles. */
@Configuration(proxyBeanMethods = false)
class PublicWeb implements WebMvcConfigurer {
    private static final List<String> VERSIONED =
            List.of(
                    "tokens.css",
                    "public.css",
                    "public.js",
                    "suggest.js",
                    "draft.js",
                    "verify.js",
                    "zoom/tt-zoom.js",
                    "favicon.svg");
    private final PublicLocale locale = new PublicLocale();
    private final Throttles throttles;
    private final String version = version();

    PublicWeb(Throttles throttles) {
        this.throttles = throttles;
    }

    @Bean
    LocaleResolver localeResolver() {
        return locale;
    }

    /** Where the static files stand: {@code /s/VERSION}; the version changes with their bytes. */
    @Bean
    StaticFiles staticFiles() {
        return new StaticFiles("/s/" + version);
    }

    /**
     * Boot's engine would take the application's message source; the public pages have their own.
     */
    @Bean
    SpringTemplateEngine templateEngine(ObjectProvider<ITemplateResolver> resolvers, Words words) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        resolvers.orderedStream().forEach(engine::addTemplateResolver);
        engine.setTemplateEngineMessageSource(words.source());
        return engine;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/s/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addFixedVersionStrategy(version, "/**"))
                .addResolver(new PathResourceResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(throttles);
        registry.addInterceptor(locale).excludePathPatterns("/s/**", "/error");
    }

    private static String version() {
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        try {
            for (String file : VERSIONED) {
                try (InputStream in = new ClassPathResource("static/" + file).getInputStream()) {
                    digest.update(in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("A static file of the public pages is missing", e);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 5);
    }

    /**
     * @param base the path before the name of a file in {@code static/}
     */
    record StaticFiles(String base) {}
}
