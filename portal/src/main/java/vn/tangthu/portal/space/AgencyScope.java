package vn.tangthu.portal.space;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inheritance.Estate;
import vn.tangthu.repository.Role;

/** The body of who is logged in, and the fonds of it and of all its predecessors. */
@Component
class AgencyScope {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MOST = 3;

    private final CurrentReader current;
    private final Inheritance inheritance;
    private final Bodies bodies;
    private final Clock clock;

    AgencyScope(CurrentReader current, Inheritance inheritance, Bodies bodies, Clock clock) {
        this.current = current;
        this.inheritance = inheritance;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** Of an account of an agency that belongs to one. */
    Optional<Body.Line> body() {
        BodyId body = current.account().body();
        return body == null ? Optional.empty() : bodies.lines(List.of(body)).stream().findFirst();
    }

    /** What lies in its line today; of one that may read nothing today, nothing. */
    Optional<Estate> estate() {
        BodyId body = current.account().body();
        return body == null || !current.is(Role.AGENCY)
                ? Optional.empty()
                : Optional.of(inheritance.of(body, today()));
    }

    private LocalDate today() {
        return clock.instant().atZone(ZONE).toLocalDate();
    }

    /** Who made fonds and who answers for them today, each asked once for a page of hits. */
    Makers makers() {
        return new Makers();
    }

    /**
     * @param then under which names, in the years of the records
     * @param now who answers today; none where the same
     */
    record Made(String then, String now) {}

    final class Makers {
        private final Map<FondsId, List<Body>> makers = new HashMap<>();
        private final Map<FondsId, String> answering = new HashMap<>();

        /** Nothing where no body is linked with the fonds. */
        Optional<Made> of(FondsId fonds, int year) {
            List<Body> made =
                    makers.computeIfAbsent(
                            fonds,
                            id ->
                                    bodies.creators(id).stream()
                                            .limit(MOST)
                                            .flatMap(line -> bodies.find(line.id()).stream())
                                            .toList());
            if (made.isEmpty()) {
                return Optional.empty();
            }
            String then =
                    made.stream().map(body -> named(body, year)).collect(Collectors.joining(", "));
            return Optional.of(new Made(then, answering.computeIfAbsent(fonds, this::now)));
        }

        private String now(FondsId fonds) {
            var today = bodies.responsible(fonds, today());
            String names =
                    today.bodies().stream()
                            .limit(MOST)
                            .map(Body.Line::name)
                            .collect(Collectors.joining(", "));
            return names + (today.bodies().size() > MOST ? ", …" : "");
        }

        /** The name that it had when that year ended; the last one where none is known. */
        private static String named(Body body, int year) {
            if (year < 1) {
                return body.name();
            }
            LocalDate day = LocalDate.of(year, 12, 31);
            return body.names().stream()
                    .filter(name -> name.from() == null || !day.isBefore(name.from()))
                    .filter(name -> name.until() == null || day.isBefore(name.until()))
                    .map(Body.Dated::value)
                    .findFirst()
                    .orElse(body.name());
        }
    }

    /** The same for an account that is not logged in, by what it is today. */
    Set<FondsId> searched(Accounts.Account account) {
        BodyId body = account.body();
        return body == null || !account.roles().contains(Role.AGENCY)
                ? Set.of()
                : inheritance.of(body, today()).searched();
    }

    /** Fonds that a search looks in by default; empty for everywhere. */
    Set<FondsId> searched() {
        return estate().map(Estate::searched).orElse(Set.of());
    }
}
