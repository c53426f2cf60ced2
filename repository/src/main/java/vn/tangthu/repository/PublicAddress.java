package vn.tangthu.repository;

/** The portal's address as people reach it, {@code tangthu.portal.public-url}. */
public final class PublicAddress {
    private PublicAddress() {}

    /**
     * What stands before every path, which begins with a slash: of two the second is refused.
     *
     * @param setting as the operator wrote it; blank where there is none
     */
    public static String of(String setting) {
        return setting.strip().replaceAll("/+$", "");
    }
}
