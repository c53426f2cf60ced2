package vn.tangthu.portal.outgoing;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A thread of its own for each answer that takes long; {@link PackagesUnderWay} counts them. */
@Configuration(proxyBeanMethods = false)
class PackageThreads implements WebMvcConfigurer {
    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("package-");
        threads.setVirtualThreads(true);
        configurer.setTaskExecutor(threads);
        // As long as it takes: who stops reading is left by the connector's own time-out.
        configurer.setDefaultTimeout(-1);
    }
}
