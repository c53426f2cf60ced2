package vn.tangthu.repository.catalogue;

import java.util.UUID;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** Access as the rank the tables keep, and readers as the highest rank they may know of or read. */
final class Ranks {
    private static final FondsId ANY = new FondsId(new UUID(0, 0));

    private Ranks() {}

    static int of(Access access) {
        return access.ordinal();
    }

    static Access access(int rank) {
        return Access.values()[rank];
    }

    /**
     * The highest rank whose existence the reader may learn of. The same in every fonds: only the
     * right to read depends on the fonds.
     */
    static int known(Reader reader) {
        return reader.mayKnowOf(ANY, Access.HIDDEN) ? of(Access.HIDDEN) : of(Access.LISTED);
    }

    /** The highest rank the reader may read in the fonds, -1 for none. */
    static int readable(Reader reader, FondsId fonds) {
        int readable = -1;
        for (Access access : Access.values()) {
            if (reader.mayRead(fonds, access)) {
                readable = of(access);
            }
        }
        return readable;
    }

    /**
     * The strictest of what is above and of its own. A title may be shown when every level that is
     * not public says so; basis, ground and end of the closure are those of the level that decides:
     * the stricter one, of two alike its own unless that says nothing of why.
     */
    static Rights strictest(Rights above, Rights own) {
        Access access = Access.strictest(above.access(), own.access());
        boolean titlePublic = titlePublic(above) && titlePublic(own);
        int stricter = own.access().compareTo(above.access());
        boolean owns = stricter > 0 || stricter == 0 && (own.saysWhy() || !above.saysWhy());
        return (owns ? own : above).with(access, titlePublic);
    }

    /** Whether this level lets the title of what is only listed be shown. */
    static boolean titlePublic(Rights rights) {
        return rights.access() == Access.PUBLIC || rights.titlePublic();
    }
}
