package vn.tangthu.repository.access;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Approvers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SecondDecisions;

@Component
class JdbcSecondDecisions implements SecondDecisions {
    private final JdbcClient jdbc;

    JdbcSecondDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Standing standing(Reader actor, Set<String> barred) {
        return Approvers.standing(Approvers.appointed(jdbc), actor, barred);
    }

    @Override
    public boolean leftToApprovers(Set<String> barred) {
        return Approvers.leftToApprovers(Approvers.appointed(jdbc), barred);
    }

    @Override
    public int archivistsBeside(Set<String> barred) {
        return Math.toIntExact(
                Approvers.archivists(jdbc).stream().filter(name -> !barred.contains(name)).count());
    }

    @Override
    public List<String> approvers() {
        return Approvers.appointed(jdbc);
    }
}
