package vn.tangthu.repository.dissemination;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is kept on the local disk for readers.
 *
 * @param copies verified copies of content files; one that is being read stays above the limit
 * @param pages page images
 * @param renderers pages that are rendered at the same time, 1 to 16
 */
@ConfigurationProperties("tangthu.dissemination")
record DisseminationProperties(
        @DefaultValue("512MB") DataSize copies,
        @DefaultValue("256MB") DataSize pages,
        @DefaultValue("2") int renderers) {

    DisseminationProperties {
        if (renderers < 1 || renderers > 16) {
            throw new IllegalArgumentException("tangthu.dissemination.renderers: 1 to 16");
        }
    }
}
