package vn.tangthu.repository.granted;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often it is looked for copies that are to be made or have expired
 * @param background whether this process makes them
 */
@ConfigurationProperties("tangthu.granted-copies")
record GrantedProperties(
        @DefaultValue("5s") Duration every, @DefaultValue("true") boolean background) {}
