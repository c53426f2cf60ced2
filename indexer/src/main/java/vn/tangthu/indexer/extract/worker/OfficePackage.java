package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** An office document that is a ZIP of parts, looked at without a parser of its format. */
final class OfficePackage {
    private static final int MOST_PARTS = 20_000;

    /** What stands before the root element of a part. */
    private static final int PROLOG = 1 << 16;

    /** A book of ten thousand pages has some tens of megabytes. */
    private static final long LARGEST_PART = 1L << 30;

    private OfficePackage() {}

    static boolean is(String mimeType) {
        return mimeType.startsWith("application/vnd.openxmlformats-officedocument.")
                || mimeType.startsWith("application/vnd.oasis.opendocument.")
                || mimeType.equals("application/x-tika-ooxml");
    }

    static Answer probe(Path file, String mimeType) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_PARTS) {
                return new Answer.Failed("có quá / has more than " + MOST_PARTS + " phần / parts");
            }
            if (mimeType.startsWith("application/vnd.oasis.")) {
                return isLocked(zip)
                        ? new Answer.Encrypted(mimeType)
                        : new Answer.Readable(mimeType, 0);
            }
            String fault = fault(zip);
            return fault == null ? new Answer.Readable(mimeType, 0) : new Answer.Failed(fault);
        } catch (ZipException e) {
            return new Answer.Readable(mimeType, 0); // stricter than the programs that write them
        }
    }

    /**
     * No part may declare a document type (ECMA-376 part 2, XML usage): it has no use but to bring
     * in other files and to swell.
     */
    private static @Nullable String fault(ZipFile zip) throws IOException {
        Enumeration<? extends ZipEntry> parts = zip.entries();
        while (parts.hasMoreElements()) {
            ZipEntry part = parts.nextElement();
            String name = part.getName();
            if (part.getSize() > LARGEST_PART) {
                return "has a part of more than " + (LARGEST_PART >> 20) + " MB: " + name;
            }
            if (name.endsWith(".xml") || name.endsWith(".rels")) {
                try (InputStream in = zip.getInputStream(part)) {
                    String head =
                            new String(in.readNBytes(PROLOG), StandardCharsets.ISO_8859_1)
                                    .replace("\0", "");
                    if (head.contains("<!DOCTYPE")) {
                        return "declares a document type: " + name;
                    }
                }
            }
        }
        return null;
    }

    private static boolean isLocked(ZipFile zip) throws IOException {
        ZipEntry manifest = zip.getEntry("META-INF/manifest.xml");
        if (manifest == null) {
            return false;
        }
        try (InputStream in = zip.getInputStream(manifest)) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8)
                    .contains(":encryption-data");
        }
    }
}
