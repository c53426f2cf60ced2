package vn.tangthu.portal.cli;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves the rooms out that serve the web: a verb in a process of its own starts without them. */
final class WithoutWeb extends TypeExcludeFilter {
    /** All rooms of the portal but these serve the web, those that are still to come too. */
    private static final Set<String> OTHER_ROOMS = Set.of("cli", "samples");

    private static final String FLOOR = "vn.tangthu.portal.";

    /** They are not conditional on a web application themselves. */
    private static final String WEB_AUTOCONFIGURATION =
            "com.vaadin.flow.spring.SpringBootAutoConfiguration,"
                    + "com.vaadin.flow.spring.SpringSecurityAutoConfiguration,"
                    + "com.vaadin.flow.spring.VaadinScopesConfig";

    private WithoutWeb() {}

    static SpringApplication application(Class<?> source) {
        SpringApplication spring = new SpringApplication(source);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setDefaultProperties(Map.of("spring.autoconfigure.exclude", WEB_AUTOCONFIGURATION));
        spring.addInitializers(
                context ->
                        context.getBeanFactory().registerSingleton("withoutWeb", new WithoutWeb()));
        return spring;
    }

    @Override
    public boolean match(MetadataReader metadata, MetadataReaderFactory factory) {
        String name = metadata.getClassMetadata().getClassName();
        if (!name.startsWith(FLOOR)) {
            return false;
        }
        int room = name.indexOf('.', FLOOR.length());
        return room > 0 && !OTHER_ROOMS.contains(name.substring(FLOOR.length(), room));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WithoutWeb;
    }

    @Override
    public int hashCode() {
        return WithoutWeb.class.hashCode();
    }
}
