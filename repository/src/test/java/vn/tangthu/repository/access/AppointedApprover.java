package vn.tangthu.repository.access;

import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** While it is open somebody is appointed to give second decisions. */
public final class AppointedApprover implements AutoCloseable {
    public static final Reader APPROVER =
            new Reader(null, "người duyệt", Set.of(Role.ARCHIVIST, Role.APPROVER), Set.of());

    private final JdbcClient jdbc;
    private final UUID account = UUID.randomUUID();

    public AppointedApprover(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql(
                        "insert into kept.account (id, username, display_name, roles, fonds,"
                                + " password_hash, must_change, created_at) values (:id, :name, 'Người duyệt',"
                                + " array['ARCHIVIST', 'APPROVER'], '{}', 'x', false, now())")
                .param("id", account)
                .param("name", "duyet-" + account)
                .update();
    }

    @Override
    public void close() {
        jdbc.sql("delete from kept.account where id = :id").param("id", account).update();
    }
}
