package vn.tangthu.indexer.lucene;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.FondsId;

/**
 * Which fonds belong to a province, district or commune, as the register of bodies has it. The
 * index knows fonds only, so what is corrected in the register holds without indexing anew. The
 * register is public; which fonds are counted is a matter of the search's rights.
 */
@Component
public final class Units {
    private static final long LOOK_AGAIN_NANOS = 60_000_000_000L;

    private final @Nullable Bodies register;
    private volatile Known known = new Known(Map.of(), 0);

    private record Known(Map<FondsId, Set<BodyId>> ofFonds, long looked) {}

    /**
     * @param register null for none
     */
    public Units(@Nullable Bodies register) {
        this.register = register;
    }

    /** As it was a minute ago at most. */
    private Map<FondsId, Set<BodyId>> ofFonds() {
        Bodies bodies = register;
        Known now = known;
        if (bodies != null
                && (now.looked() == 0 || System.nanoTime() - now.looked() > LOOK_AGAIN_NANOS)) {
            now = new Known(bodies.unitsOfFonds(), System.nanoTime());
            known = now;
        }
        return now.ofFonds();
    }

    /** The fonds of any of these units. */
    Set<FondsId> fonds(Set<BodyId> units) {
        Set<FondsId> fonds = new HashSet<>();
        ofFonds()
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
        Map<FondsId, Set<BodyId>> units = ofFonds();
        Map<String, Long> counts = new HashMap<>();
        byFonds.forEach(
                (fonds, count) ->
                        units.getOrDefault(FondsId.of(fonds), Set.of())
                                .forEach(unit -> counts.merge(unit.toString(), count, Long::sum)));
        return counts;
    }

    List<Body.Line> lines(Collection<BodyId> units) {
        Bodies bodies = register;
        return bodies == null ? List.of() : bodies.lines(units);
    }
}
