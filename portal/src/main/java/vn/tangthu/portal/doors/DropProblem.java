package vn.tangthu.portal.doors;

/**
 * Why something in the drop folder is not taken.
 *
 * @param subject a path or a name, as it was found
 */
public record DropProblem(Kind kind, String subject) {
    /** What is the matter; each has words in both languages, {@code enum.Kind…}. */
    public enum Kind {
        /** The folder or one of its own cannot be read and written, or lies elsewhere. */
        DROP_FOLDER_CLOSED,
        /** A marker with neither folder nor ZIP. */
        DROP_NOTHING_THERE,
        /** A marker with both a folder and a ZIP. */
        DROP_TWO_THERE,
        /** It may not be moved. */
        DROP_CANNOT_MOVE
    }
}
