package vn.tangthu.repository.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.ErasureStep.Erased;
import vn.tangthu.repository.ErasureStep.Place;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Tombstones.Tombstone;
import vn.tangthu.repository.erasure.ErasureRows.Ordered;
import vn.tangthu.storage.ErasingStore;
import vn.tangthu.storage.ErasingStore.Held;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Erases what was ordered: tombstones, then step by step what was made of it, the object last, so
 * that as long as anything is left its inventories still tell the digests by which it is found.
 */
@Component
class ErasureWork {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);

    /** Share one pass over the findings. */
    private static final int AT_ONCE = 50;

    private final ErasureRows rows;
    private final Tombstones tombstones;
    private final ObjectProvider<ErasureStep> steps;
    private final SuccessorPackages successors;
    private final AipStore aips;
    private final ObjectStore store;
    private final Clock clock;

    ErasureWork(
            ErasureRows rows,
            Tombstones tombstones,
            ObjectProvider<ErasureStep> steps,
            SuccessorPackages successors,
            AipStore aips,
            ObjectStore store,
            Clock clock) {
        this.rows = rows;
        this.tombstones = tombstones;
        this.steps = steps;
        this.successors = successors;
        this.aips = aips;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @return those that could not be erased to the end; the table says why
     */
    Set<UUID> erase(List<Ordered> some) {
        Set<UUID> failed = new HashSet<>();
        List<Ordered> told = new ArrayList<>();
        for (Ordered one : some) {
            try {
                tell(one.tombstone());
                told.add(one);
            } catch (IOException | RuntimeException e) {
                fail(one, e, failed);
            }
        }
        List<Ordered> forgotten = new ArrayList<>();
        for (int from = 0; from < told.size(); from += AT_ONCE) {
            forgotten.addAll(
                    forgotten(told.subList(from, Math.min(told.size(), from + AT_ONCE)), failed));
        }
        for (Ordered one : outOfTheIndex(forgotten, failed)) {
            UUID object = one.tombstone().object();
            try {
                // What a repair set aside of it, to be looked at, and the package itself.
                Optional<Held> held =
                        Held.longer(
                                ErasingStore.eraseBelow(
                                        store, StoreKey.of("damaged", object.toString()), ""),
                                aips.erase(object));
                if (!isGone(object)) {
                    throw new IOException("Something of it is still listed in the store");
                }
                rows.erased(object, held, clock.instant());
                LOG.info("{} was erased: {}", object, one.tombstone().decision());
            } catch (IOException | RuntimeException e) {
                fail(one, e, failed);
            }
        }
        return failed;
    }

    /**
     * From the tombstone on the old package is none any more, and what stays of it is acknowledged:
     * so that is in the store before.
     */
    private void tell(Tombstone stone) throws IOException {
        if (stone.successor() == null) {
            Object unused = tombstones.write(stone);
            return;
        }
        Optional<Tombstone> before = tombstones.of(stone.object());
        Tombstone holds = before.orElse(stone);
        UUID successor = holds.successor();
        // A restriction that was under way is in the old one before this, or refused after it.
        Tombstone written =
                aips.holding(
                        stone.object(),
                        () -> {
                            if (successor != null && (before.isEmpty() || !isThere(successor))) {
                                successors.store(holds); // also where only the old one is back
                            }
                            return tombstones.write(holds);
                        });
        if (!Objects.equals(written.successor(), successor)
                || !written.documents().equals(holds.documents())) {
            throw new IOException("The tombstone of " + stone.object() + " says something else");
        }
        if (successor != null) {
            successors.show(written);
        }
    }

    /** Whole, or erased since. */
    private boolean isThere(UUID successor) throws IOException {
        if (tombstones.named(successor)) {
            return true;
        }
        try {
            Object unused = aips.read(new AipId(successor));
            return true;
        } catch (StoreException.NotFound e) {
            return false;
        }
    }

    /** Those of which every step was taken; one that fails does not hold up the others. */
    private List<Ordered> forgotten(List<Ordered> told, Set<UUID> failed) {
        try {
            takeSteps(told, Place.ROWS, Place.DERIVED);
            return told;
        } catch (IOException | RuntimeException e) {
            if (told.size() == 1) {
                fail(told.getFirst(), e, failed);
                return List.of();
            }
            return told.stream().flatMap(one -> forgotten(List.of(one), failed).stream()).toList();
        }
    }

    /** Once for all of them: its files are large, and each may hold something of many. */
    private List<Ordered> outOfTheIndex(List<Ordered> some, Set<UUID> failed) {
        try {
            takeSteps(some, Place.INDEX);
            return some;
        } catch (IOException | RuntimeException e) {
            some.forEach(one -> fail(one, e, failed));
            return List.of();
        }
    }

    /** Once more what may have been made meanwhile; then its digests are forgotten. */
    boolean lookAgain(List<Ordered> some) {
        try {
            takeSteps(some, Place.ROWS, Place.DERIVED);
        } catch (IOException | RuntimeException e) {
            LOG.warn("What was erased could not be looked over", e);
            return false;
        }
        some.forEach(one -> rows.done(one.tombstone().object()));
        return true;
    }

    private void takeSteps(List<Ordered> some, Place... places) throws IOException {
        if (some.isEmpty()) {
            return;
        }
        List<Erased> erased = some.stream().map(this::erased).toList();
        for (Place place : places) {
            for (ErasureStep step :
                    steps.stream()
                            .filter(each -> each.place() == place)
                            .sorted(Comparator.comparing(each -> each.getClass().getName()))
                            .toList()) {
                step.erase(erased);
            }
        }
    }

    private Erased erased(Ordered one) {
        Set<String> held = rows.heldElsewhere(one.digests());
        return new Erased(
                one.tombstone().object(),
                one.tombstone().reference(),
                one.tombstone().cause(),
                one.digests().stream()
                        .filter(hex -> !held.contains(hex))
                        .map(ErasureRows::digest)
                        .collect(Collectors.toSet()),
                one.deliveries());
    }

    private boolean isGone(UUID object) throws IOException {
        try (Stream<?> files = store.list(StorePrefix.below(aips.rootOf(object)))) {
            return files.findAny().isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void fail(Ordered one, Exception e, Set<UUID> failed) {
        LOG.warn("{} is not erased yet", one.tombstone().object(), e);
        failed.add(one.tombstone().object());
        rows.failed(
                one.tombstone().object(), Objects.toString(e.getMessage(), e.getClass().getName()));
    }
}
