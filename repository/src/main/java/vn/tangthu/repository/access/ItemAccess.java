package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;

/**
 * How open the thing is that an item asks for, as it stands now: the strictest of fonds, hồ sơ and
 * document, and of all documents where all of a hồ sơ is asked for. Applicants have no account in
 * this procedure, so what is not public is conditional for each of them.
 */
final class ItemAccess {
    /** Ranks as in the tables; an absent row says nothing, so it is read as hidden. */
    private static final String OPENNESS =
            """
            with asked as (select kept.current_package(:record) as id)
            select greatest(f.access, r.access) as whole,
                case when :document::uuid is null then
                        case when r.documents_hidden > 0 then 2 when r.documents_listed > 0 then 1 else 0 end
                    else coalesce((select d.access from projection.document d
                                   where d.id = :document and d.aip_id = r.id), 2) end as within,
                :document::uuid is null and r.documents_listed > 0 as has_listed
            from asked join projection.record r on r.id = asked.id
            join projection.fonds f on f.id = r.fonds_id
            where r.visible
            union all
            select greatest(f.access, p.shown_access), 0, false
            from asked join kept.paper_entry p on p.id = asked.id
            join projection.fonds f on f.id = p.fonds
            where p.record is null and not p.withdrawn
            """;

    private final JdbcClient jdbc;

    ItemAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param takesTwo whether two persons grant it: it is not public, or nobody can tell, as of
     *     what is withdrawn, blocked or gone
     * @param isKnown whether everybody may know that it is conditional. What is hidden is not, so
     *     that its term is that of words which no hồ sơ was found for.
     * @param mayBeTold whether everybody may know that it is there; of a hồ sơ that hides documents
     *     they may, since without a word about it they would learn that something is hidden
     */
    record Openness(boolean takesTwo, boolean isKnown, boolean mayBeTold) {
        /** Words: nothing that could be closed. */
        static final Openness OPEN = new Openness(false, false, true);

        private static final Openness UNTOLD = new Openness(true, false, false);

        /** The term of the kind that is wanted; the longer one where it is known to need it. */
        int workingDays(Kind kind) {
            return isKnown
                    ? Math.max(kind.workingDays(), Kind.CONDITIONAL.workingDays())
                    : kind.workingDays();
        }
    }

    /**
     * @param record null for words
     * @param document null for all of the record
     */
    Openness of(@Nullable AipId record, @Nullable DocumentId document) {
        if (record == null) {
            return Openness.OPEN;
        }
        return jdbc.sql(OPENNESS)
                .param("record", record.value())
                .param("document", document == null ? null : document.value(), Types.OTHER)
                .query(ItemAccess::openness)
                .optional()
                .orElse(Openness.UNTOLD);
    }

    private static Openness openness(ResultSet row, int n) throws SQLException {
        int whole = row.getInt("whole");
        int within = row.getInt("within");
        boolean isKnown = whole == 1 || whole == 0 && (within == 1 || row.getBoolean("has_listed"));
        return new Openness(Math.max(whole, within) > 0, isKnown, whole < 2);
    }
}
