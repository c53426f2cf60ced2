package vn.tangthu.repository;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.SecondDecisions.Rule;
import vn.tangthu.repository.SecondDecisions.Standing;

/**
 * The rule of {@link SecondDecisions}, as accounts stand in the database. The rooms that decide ask
 * {@link #require} in the transaction of the decision.
 */
public final class Approvers {
    private static final String APPOINTED =
            "select username from kept.account where enabled and roles @> array['APPROVER',"
                    + " 'ARCHIVIST'] order by username";

    private Approvers() {}

    /** The usernames of all that are appointed and can log in. */
    public static List<String> appointed(JdbcClient jdbc) {
        return jdbc.sql(APPOINTED).query(String.class).list();
    }

    /** The usernames of all archivists that can log in. */
    public static List<String> archivists(JdbcClient jdbc) {
        return jdbc.sql(
                        "select username from kept.account where enabled and roles @>"
                                + " array['ARCHIVIST']")
                .query(String.class)
                .list();
    }

    /**
     * As {@link #appointed}; until the end of the transaction they stay what they are, and what is
     * just being changed of them is waited for.
     */
    public static List<String> locked(JdbcClient jdbc) {
        return jdbc.sql(APPOINTED + " for share").query(String.class).list();
    }

    /** As {@link SecondDecisions#standing}. */
    public static Standing standing(List<String> appointed, Reader actor, Set<String> barred) {
        if (barred.contains(actor.name())) {
            return Standing.TOOK_PART;
        }
        return isApprover(appointed, actor) || !leftToApprovers(appointed, barred)
                ? Standing.MAY
                : Standing.APPROVERS;
    }

    /** As {@link SecondDecisions#leftToApprovers}. */
    public static boolean leftToApprovers(List<String> appointed, Set<String> barred) {
        return !barred.containsAll(appointed);
    }

    /** Of an account the database says it, whatever it was when the actor began. */
    public static boolean isApprover(List<String> appointed, Reader actor) {
        return actor.is(Role.ARCHIVIST)
                && (actor.account() == null
                        ? actor.is(Role.APPROVER)
                        : appointed.contains(actor.name()));
    }

    /** By which rule somebody decides who may. */
    public static Rule rule(List<String> appointed, Reader actor) {
        if (isApprover(appointed, actor)) {
            return Rule.BY_APPROVER;
        }
        return appointed.isEmpty() ? Rule.NO_APPROVER : Rule.NO_OTHER_APPROVER;
    }

    /**
     * Within the transaction that decides.
     *
     * @param barred who may not give this second decision, by name; the caller has refused them
     * @param place what is to be decided
     * @return by which rule it is decided, for the log
     * @throws RefusedException {@code APPROVER_ONLY}
     */
    public static Rule require(JdbcClient jdbc, Reader actor, Set<String> barred, String place) {
        return require(locked(jdbc), actor, barred, place);
    }

    /** As the other one, with what {@link #appointed} or {@link #locked} told. */
    public static Rule require(
            List<String> appointed, Reader actor, Set<String> barred, String place) {
        if (standing(appointed, actor, barred) != Standing.MAY) {
            throw new RefusedException(List.of(Finding.blocks("APPROVER_ONLY", place)));
        }
        return rule(appointed, actor);
    }
}
