package vn.tangthu.portal.upload;

import java.util.Optional;
import vn.tangthu.repository.DeliveryArchives;

/** Names of ours for whatever a browser says a package is called. */
final class PackageName {
    private static final int LENGTH = 80;

    private PackageName() {}

    /** No folders, no leading dot; with the ending it came with for an archive, else a ZIP's. */
    static String safe(String name, IncomingPackage.Kind kind) {
        String last = name.replace('\\', '/');
        last = last.substring(last.lastIndexOf('/') + 1).strip();
        last = last.replaceAll("[^\\p{L}\\p{M}\\p{N} ._()-]", "_").replaceAll("^[.\\s]+", "");
        String ending = "";
        if (kind == IncomingPackage.Kind.ZIP) {
            Optional<String> its = DeliveryArchives.ending(last);
            last = last.substring(0, last.length() - its.map(String::length).orElse(0));
            ending = its.orElse(".zip");
        }
        if (last.length() > LENGTH) {
            last = last.substring(0, LENGTH);
        }
        last = last.replaceAll("[.\\s]+$", "");
        last = last.isBlank() ? "goi" : last;
        return last + ending;
    }
}
