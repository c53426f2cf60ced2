package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import vn.tangthu.repository.TextWork;

/**
 * The room alone on a real server: its pages and its filter chain, an archive in memory. Not marked
 * as a configuration, so that no scan of the whole application finds it.
 */
@EnableAutoConfiguration(
        excludeName = {
            "com.vaadin.flow.spring.SpringBootAutoConfiguration",
            "com.vaadin.flow.spring.SpringSecurityAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ComponentScan("vn.tangthu.portal.publicpages")
@ComponentScan(
        basePackages = "vn.tangthu.portal.security",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(PublicSecurity|PlainAddresses)"))
class PublicPagesHouse {
    @Bean
    FakeArchive archive() {
        return new FakeArchive();
    }

    /** Stands where the spaces behind the login stand; says so when it is reached. */
    @Bean
    ServletRegistrationBean<HttpServlet> behindTheLogin() {
        return new ServletRegistrationBean<>(
                new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        response.getWriter().write("behind the login");
                    }
                },
                "/app/*",
                "/VAADIN/*");
    }

    @Bean
    FakeRequests requests() {
        return new FakeRequests();
    }

    @Bean
    TextWork textWork() {
        return Mockito.mock(TextWork.class);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), Formats.ZONE);
    }
}
