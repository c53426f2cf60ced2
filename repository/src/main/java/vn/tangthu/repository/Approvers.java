package vn.tangthu.repository;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who gives the second of two decisions on what is not open to everybody: as soon as somebody is
 * appointed ({@link Role#APPROVER}, together with {@link Role#ARCHIVIST}), approvers alone; in an
 * archive that has appointed nobody, any archivist but the first.
 */
public final class Approvers {
    private Approvers() {}

    public static boolean may(JdbcClient jdbc, Reader actor) {
        return actor.is(Role.ARCHIVIST)
                && (actor.is(Role.APPROVER)
                        || !jdbc.sql(
                                        "select exists (select from kept.account where enabled and"
                                                + " roles @> array['APPROVER', 'ARCHIVIST'])")
                                .query(Boolean.class)
                                .single());
    }

    /**
     * @param place what is to be decided
     * @throws RefusedException {@code APPROVER_ONLY}
     */
    public static void require(JdbcClient jdbc, Reader actor, String place) {
        if (!may(jdbc, actor)) {
            throw new RefusedException(List.of(Finding.blocks("APPROVER_ONLY", place)));
        }
    }
}
