package vn.tangthu.repository;

import org.jspecify.annotations.Nullable;

/**
 * What is recorded about the right to see something. Kept in the AIP (PREMIS rights), so that a
 * rebuild knows it.
 *
 * @param access who may see it
 * @param titlePublic whether the title of a listed record may be shown to everybody
 * @param basis the ground or legal basis in words, if one was given
 */
public record Rights(Access access, boolean titlePublic, @Nullable String basis) {
    public static final Rights OPEN = new Rights(Access.PUBLIC, true, null);
    public static final Rights LISTED = new Rights(Access.LISTED, false, null);
}
