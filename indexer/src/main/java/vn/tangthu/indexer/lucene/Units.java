package vn.tangthu.indexer.lucene;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.FondsId;

/**
 * Which fonds belong to a province, district or commune, who made them and who answers for them
 * today, as the register of bodies has it. The index knows fonds only, so what is corrected in the
 * register holds without indexing anew. The register is public; which fonds are counted is a matter
 * of the search's rights.
 */
@Component
public final class Units {
    private static final long LOOK_AGAIN_NANOS = 60_000_000_000L;

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final @Nullable Bodies register;
    private final Clock clock;
    private volatile Known known = new Known(Map.of(), Map.of(), 0);

    private record Known(
            Map<FondsId, Set<BodyId>> ofFonds, Map<FondsId, Bodies.Origin> origins, long looked) {}

    /**
     * @param register null for none
     */
    @Autowired
    public Units(@Nullable Bodies register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /** By the clock of the machine. */
    public Units(@Nullable Bodies register) {
        this(register, Clock.systemUTC());
    }

    /** As it was a minute ago at most. */
    private Known known() {
        Bodies bodies = register;
        Known now = known;
        if (bodies != null
                && (now.looked() == 0 || System.nanoTime() - now.looked() > LOOK_AGAIN_NANOS)) {
            now =
                    new Known(
                            bodies.unitsOfFonds(),
                            bodies.origins(LocalDate.now(clock.withZone(ZONE))),
                            System.nanoTime());
            known = now;
        }
        return now;
    }

    /** The fonds of any of these units. */
    Set<FondsId> fonds(Set<BodyId> units) {
        Set<FondsId> fonds = new HashSet<>();
        known().ofFonds()
                .forEach(
                        (id, of) -> {
                            if (units.stream().anyMatch(of::contains)) {
                                fonds.add(id);
                            }
                        });
        return fonds;
    }

    /**
     * Counts by unit from counts by fonds; a record belongs to one fonds, so it counts once for
     * each unit.
     */
    Map<String, Long> counts(Map<String, Long> byFonds) {
        Map<FondsId, Set<BodyId>> units = known().ofFonds();
        Map<String, Long> counts = new HashMap<>();
        byFonds.forEach(
                (fonds, count) ->
                        units.getOrDefault(FondsId.of(fonds), Set.of())
                                .forEach(unit -> counts.merge(unit.toString(), count, Long::sum)));
        return counts;
    }

    /** The fonds for which any of these bodies answers today. */
    Set<FondsId> answeredBy(Set<BodyId> bodies) {
        Set<FondsId> fonds = new HashSet<>();
        known().origins()
                .forEach(
                        (id, origin) -> {
                            if (origin.today().bodies().stream()
                                    .anyMatch(body -> bodies.contains(body.id()))) {
                                fonds.add(id);
                            }
                        });
        return fonds;
    }

    /** Counts by the body that answers today; what is of a fonds that was parted, for each. */
    Map<String, Long> answering(Map<String, Long> byFonds) {
        Map<FondsId, Bodies.Origin> origins = known().origins();
        Map<String, Long> counts = new HashMap<>();
        byFonds.forEach(
                (fonds, count) ->
                        today(origins, fonds)
                                .bodies()
                                .forEach(
                                        body ->
                                                counts.merge(
                                                        body.id().toString(), count, Long::sum)));
        return counts;
    }

    /** Those who answer for one of these fonds in part only. */
    Set<String> partly(Set<String> fonds) {
        Map<FondsId, Bodies.Origin> origins = known().origins();
        Set<String> partly = new HashSet<>();
        for (String one : fonds) {
            Bodies.Responsible today = today(origins, one);
            if (today.partly()) {
                today.bodies().forEach(body -> partly.add(body.id().toString()));
            }
        }
        return partly;
    }

    private static Bodies.Responsible today(Map<FondsId, Bodies.Origin> origins, String fonds) {
        Bodies.Origin origin = origins.get(FondsId.of(fonds));
        return origin == null ? Bodies.Responsible.NOBODY : origin.today();
    }

    /** Who made it, with their last names. */
    List<Body.Line> makers(FondsId fonds) {
        Bodies.Origin origin = known().origins().get(fonds);
        return origin == null ? List.of() : origin.makers();
    }

    List<Body.Line> lines(Collection<BodyId> units) {
        Bodies bodies = register;
        return bodies == null ? List.of() : bodies.lines(units);
    }
}
