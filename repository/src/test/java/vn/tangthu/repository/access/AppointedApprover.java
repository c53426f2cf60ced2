package vn.tangthu.repository.access;

import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** While it is open somebody is appointed to give second decisions. */
public final class AppointedApprover implements AutoCloseable {
    /** An approver without an account, as the tests of other rooms have them. */
    public static final Reader APPROVER =
            new Reader(null, "người duyệt", Set.of(Role.ARCHIVIST, Role.APPROVER), Set.of());

    private final JdbcClient jdbc;
    private final UUID account = UUID.randomUUID();
    private final String name;

    public AppointedApprover(JdbcClient jdbc) {
        this(jdbc, "duyet-" + UUID.randomUUID());
    }

    public AppointedApprover(JdbcClient jdbc, String name) {
        this.jdbc = jdbc;
        this.name = name;
        jdbc.sql(
                        "insert into kept.account (id, username, display_name, roles, fonds,"
                                + " password_hash, must_change, created_at) values (:id, :name, 'Người duyệt',"
                                + " array['ARCHIVIST', 'APPROVER'], '{}', 'x', false, now())")
                .param("id", account)
                .param("name", name)
                .update();
    }

    /** As a session has it that began while the account was an approver's. */
    public Reader reader() {
        return new Reader(
                new AccountId(account), name, Set.of(Role.ARCHIVIST, Role.APPROVER), Set.of());
    }

    public void disable() {
        jdbc.sql("update kept.account set enabled = false where id = :id")
                .param("id", account)
                .update();
    }

    public void takeRoleAway() {
        jdbc.sql("update kept.account set roles = array['ARCHIVIST'] where id = :id")
                .param("id", account)
                .update();
    }

    @Override
    public void close() {
        jdbc.sql("delete from kept.account where id = :id").param("id", account).update();
    }
}
