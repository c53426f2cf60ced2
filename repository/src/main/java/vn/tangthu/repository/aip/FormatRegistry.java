package vn.tangthu.repository.aip;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;

/**
 * What the PRONOM registry says of a file, in its {@code format} of PREMIS_rep1.xml: the registry's
 * key, and in a note by what and with which signatures it was told.
 */
final class FormatRegistry {
    private static final String PRONOM = "PRONOM";
    private static final String SEPARATOR = "; ";

    /** The key where no format of the registry is known: PREMIS wants one. */
    private static final String UNKNOWN = "UNKNOWN";

    private FormatRegistry() {}

    static void write(XmlText xml, @Nullable FormatIdentification format) {
        if (format == null) {
            return;
        }
        xml.start("formatRegistry")
                .element("formatRegistryName", PRONOM)
                .element("formatRegistryKey", format.known() ? format.puid() : UNKNOWN)
                .element("formatRegistryRole", "identification")
                .end();
        xml.element(
                "formatNote",
                String.join(
                        SEPARATOR,
                        format.basis().name(),
                        format.signatures(),
                        format.version(),
                        format.name()));
    }

    static @Nullable FormatIdentification read(XmlNode format) throws IOException {
        for (XmlNode registry : format.children("formatRegistry")) {
            if (!registry.child("formatRegistryName").text().equals(PRONOM)) {
                continue;
            }
            String key = registry.child("formatRegistryKey").text();
            String note = format.child("formatNote").text();
            String[] parts = note.split(SEPARATOR, 4);
            if (parts.length != 4) {
                throw new IOException("PREMIS tells a format that is none: " + note);
            }
            try {
                return new FormatIdentification(
                        key.equals(UNKNOWN) ? "" : key,
                        parts[3],
                        parts[2],
                        Basis.valueOf(parts[0]),
                        parts[1]);
            } catch (IllegalArgumentException e) {
                throw new IOException("PREMIS tells a format that is none: " + note, e);
            }
        }
        return null;
    }
}
