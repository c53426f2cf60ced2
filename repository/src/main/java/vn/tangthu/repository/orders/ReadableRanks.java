package vn.tangthu.repository.orders;

import java.util.UUID;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;

/**
 * What {@link Reader#mayRead} decides, as the ranks that a statement compares {@code access} with:
 * one for the fonds of the reader and one for all others.
 */
final class ReadableRanks {
    private static final FondsId ANY = new FondsId(new UUID(0, 0));

    private ReadableRanks() {}

    /** In the fonds of an agency's account; of no use where it has none. */
    static int own(Reader reader) {
        return reader.fonds().stream().findFirst().map(one -> readable(reader, one)).orElse(0);
    }

    static int any(Reader reader) {
        return readable(reader, ANY);
    }

    private static int readable(Reader reader, FondsId fonds) {
        int readable = -1;
        for (Access access : Access.values()) {
            if (reader.mayRead(fonds, access)) {
                readable = access.ordinal();
            }
        }
        return readable;
    }
}
