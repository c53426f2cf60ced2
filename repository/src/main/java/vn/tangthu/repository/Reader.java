package vn.tangthu.repository;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking. Every port that lets data out takes one and decides by {@link #mayRead}; nothing
 * leaves without it.
 *
 * @param account the account, or null for the anonymous and the operator
 * @param name how the log calls this reader
 * @param roles empty for the anonymous
 * @param fonds the fonds of an agency account
 */
public record Reader(
        @Nullable AccountId account, String name, Set<Role> roles, Set<FondsId> fonds) {
    public static final Reader ANONYMOUS = new Reader(null, "anonymous", Set.of(), Set.of());

    /**
     * The person at the server's command line, and the application's own work: reads everything.
     */
    public static final Reader OPERATOR =
            new Reader(null, "operator", Set.of(Role.ARCHIVIST), Set.of());

    public Reader {
        roles = Set.copyOf(roles);
        fonds = Set.copyOf(fonds);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /**
     * The decision point: whether this reader may see the whole of something in {@code inFonds}
     * with this access.
     */
    public boolean mayRead(FondsId inFonds, Access access) {
        if (is(Role.ARCHIVIST)) {
            return true;
        }
        return switch (access) {
            case PUBLIC -> true;
            case LISTED -> is(Role.AGENCY) && fonds.contains(inFonds);
            case HIDDEN -> false;
        };
    }

    /** Whether this reader may learn that it exists. */
    public boolean mayKnowOf(FondsId inFonds, Access access) {
        return access != Access.HIDDEN || mayRead(inFonds, access);
    }
}
