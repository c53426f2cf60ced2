package vn.tangthu.portal.upload;

/** Names of ours for whatever a browser says a package is called. */
final class PackageName {
    private static final int LENGTH = 80;

    private PackageName() {}

    /** No folders, no leading dot; with {@code .zip} for a ZIP. */
    static String safe(String name, IncomingPackage.Kind kind) {
        String last = name.replace('\\', '/');
        last = last.substring(last.lastIndexOf('/') + 1).strip();
        last = last.replaceAll("[^\\p{L}\\p{M}\\p{N} ._()-]", "_").replaceAll("^[.\\s]+", "");
        if (kind == IncomingPackage.Kind.ZIP) {
            last = last.replaceAll("(?i)\\.zip$", "");
        }
        if (last.length() > LENGTH) {
            last = last.substring(0, LENGTH);
        }
        last = last.replaceAll("[.\\s]+$", "");
        last = last.isBlank() ? "goi" : last;
        return kind == IncomingPackage.Kind.ZIP ? last + ".zip" : last;
    }
}
