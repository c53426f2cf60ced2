package vn.tangthu.repository.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** What accounts of agencies may read: by hand, and by the body that they belong to. */
@Component
class AgencyReaders {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Who looks after the archive is not somebody of an agency in the same account. */
    private static final Set<Role> WITH_A_BODY = EnumSet.of(Role.AGENCY, Role.CITIZEN);

    private final JdbcClient jdbc;
    private final Inheritance inheritance;
    private final Bodies bodies;
    private final Clock clock;

    AgencyReaders(JdbcClient jdbc, Inheritance inheritance, Bodies bodies, Clock clock) {
        this.jdbc = jdbc;
        this.inheritance = inheritance;
        this.bodies = bodies;
        this.clock = clock;
    }

    Reader readerFor(Account account) {
        BodyId body = account.body();
        if (body == null || !account.roles().contains(Role.AGENCY)) {
            return new Reader(account.id(), account.username(), account.roles(), account.fonds());
        }
        Inheritance.Reach reach =
                inheritance.reach(body, clock.instant().atZone(ZONE).toLocalDate());
        boolean acts =
                switch (reach.state()) {
                    case NOT_YET -> false;
                    case LIVES -> true;
                    case ENDED -> reopened(account, body, reach.endedOn());
                };
        if (!acts) {
            Set<Role> left = new HashSet<>(account.roles());
            left.remove(Role.AGENCY);
            return new Reader(account.id(), account.username(), left, Set.of());
        }
        Set<FondsId> fonds = new HashSet<>(account.fonds());
        fonds.addAll(reach.fonds());
        return new Reader(account.id(), account.username(), account.roles(), fonds);
    }

    private boolean reopened(Account account, BodyId body, @Nullable LocalDate endedOn) {
        return jdbc.sql(
                                "select count(*) from kept.account_closing where account = :account and body"
                                        + " = :body and ended_on = :ended and reopened_at is not null")
                        .param("account", account.id().value())
                        .param("body", body.value())
                        .param("ended", Objects.requireNonNull(endedOn))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What is wrong with the body of an account. */
    Optional<Finding> check(NewAccount account) {
        BodyId body = account.body();
        if (body == null) {
            return Optional.empty();
        }
        if (!account.roles().contains(Role.AGENCY) || !WITH_A_BODY.containsAll(account.roles())) {
            return Optional.of(Finding.blocks("ACCOUNT_BODY_ROLE", "body"));
        }
        return bodies.lines(List.of(body)).isEmpty()
                ? Optional.of(Finding.blocks("BODY_UNKNOWN", "body", body.toString()))
                : Optional.empty();
    }

    /** For the log. */
    String named(BodyId body) {
        return bodies.lines(List.of(body)).stream()
                .findFirst()
                .map(line -> line.name() + " [" + line.reference() + "]")
                .orElse("?");
    }

    /** Roles, fonds and body, for the log. */
    String rights(NewAccount account) {
        BodyId body = account.body();
        return joined(account.roles())
                + (account.fonds().isEmpty() ? "" : " " + joined(account.fonds()))
                + (body == null ? "" : ": " + named(body));
    }

    static String joined(Set<?> values) {
        return values.stream().map(Object::toString).sorted().collect(Collectors.joining(","));
    }
}
