package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/**
 * The part of an audit that looks after log objects: those of audits and the acknowledgements. What
 * acknowledgements there are the database knows: it notes each with what it makes visible, and what
 * it meets for the first time (it was new, or put back from an older backup) from then on.
 */
@Component
class LogCheck {
    private static final int AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final FixityLog log;
    private final Acknowledgements acknowledgements;
    private final Tombstones tombstones;
    private final AipStore aips;
    private final ObjectStore store;
    private final CopiedLogs copies;

    LogCheck(
            JdbcClient jdbc,
            FixityLog log,
            Acknowledgements acknowledgements,
            Tombstones tombstones,
            AipStore aips,
            ObjectStore store,
            CopiedLogs copies) {
        this.jdbc = jdbc;
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.tombstones = tombstones;
        this.aips = aips;
        this.store = store;
        this.copies = copies;
    }

    /** What was erased by right. */
    ErasedObjects erased() {
        return new ErasedObjects(tombstones, aips);
    }

    /** What is wrong with the logs at a place. */
    List<ObjectCheck.Found> check(Place place) throws IOException {
        return place.isPrimary() ? check() : copies.check(place);
    }

    private List<ObjectCheck.Found> check() throws IOException {
        List<ObjectCheck.Found> found = new ArrayList<>();
        copies.checkRoot(new Place(FixityAudits.PRIMARY, store, aips), found);
        Optional<FixityLog.Break> broken = log.read().broken();
        if (broken.isPresent()) {
            List<ObjectCheck.Found> changed = copies.changed(FixityLog.PREFIX);
            found.addAll(changed);
            if (changed.isEmpty()) {
                found.add(
                        new ObjectCheck.Found(
                                broken.get().path(), Damage.CHANGED, broken.get().detail()));
            }
        }
        // What the database knows is asked first: the words come before it.
        List<UUID> deliveries = deliveries();
        Map<String, Digest> noted = noted();
        Acknowledgements.All acknowledged = acknowledgements.all();
        Tombstones.All erased = tombstones.all();
        Map<String, Digest> objects = objects(acknowledged, erased);
        Map<String, Acknowledgements.Problem> problems = new HashMap<>(acknowledged.problems());
        problems.putAll(erased.problems());
        problems.forEach(
                (key, problem) ->
                        found.add(new ObjectCheck.Found(key, problem.damage(), problem.detail())));
        Set<DeliveryId> words = acknowledged.deliveries();
        Set<String> named =
                noted.keySet().stream()
                        .map(key -> key.substring(0, key.lastIndexOf('/')))
                        .collect(Collectors.toSet());
        for (UUID delivery : deliveries) {
            String folder = "log/acknowledged/" + delivery;
            if (!words.contains(new DeliveryId(delivery)) && !named.contains(folder)) {
                found.add(
                        new ObjectCheck.Found(
                                folder,
                                Damage.MISSING,
                                "Records of this delivery are in the catalogue; without its"
                                        + " acknowledgement a rebuild would leave them out"));
            }
        }
        noted.forEach(
                (key, digest) -> {
                    Digest now = objects.get(key);
                    if (now == null && !problems.containsKey(key)) {
                        found.add(
                                new ObjectCheck.Found(
                                        key,
                                        Damage.MISSING,
                                        key.startsWith("log/erased/")
                                                ? "It was there; without it what was erased by"
                                                        + " right looks like a loss"
                                                : "It was there; without it a rebuild may leave"
                                                        + " out what it acknowledges"));
                    } else if (now != null && !now.equals(digest)) {
                        found.add(
                                new ObjectCheck.Found(
                                        key,
                                        Damage.CHANGED,
                                        "It is whole in itself, and not what was written"));
                    }
                });
        note(objects, noted);
        lost(acknowledged, found);
        certificates(found);
        return found;
    }

    /** Certificates that were issued: the register has their digests. */
    private void certificates(List<ObjectCheck.Found> found) throws IOException {
        Place primary = new Place(FixityAudits.PRIMARY, store, aips);
        String after = "";
        Map<String, Digest> some;
        while (!(some = certificatesAfter(after)).isEmpty()) {
            for (Map.Entry<String, Digest> one : some.entrySet()) {
                after = one.getKey();
                CopiedLogs.compare(primary, new StoreKey(after), one.getValue(), found);
            }
        }
    }

    private Map<String, Digest> certificatesAfter(String key) {
        Map<String, Digest> some = new LinkedHashMap<>();
        jdbc.sql(
                        "select object_key, sha512 from kept.certificate where object_key > ?"
                                + " order by object_key limit ?")
                .params(key, AT_ONCE)
                .query(
                        row -> {
                            some.put(
                                    row.getString(1),
                                    new Digest(DigestAlgorithm.SHA512, row.getString(2)));
                        });
        return some;
    }

    private static Map<String, Digest> objects(
            Acknowledgements.All acknowledged, Tombstones.All erased) {
        Map<String, Digest> objects = new HashMap<>(acknowledged.objects());
        objects.putAll(erased.objects());
        return objects;
    }

    /**
     * What was acknowledged, and neither the catalogue nor a tombstone knows: after a rebuild of a
     * store with a hole in it nobody else would ask for it.
     */
    private void lost(Acknowledgements.All acknowledged, List<ObjectCheck.Found> found)
            throws IOException {
        Set<UUID> unknown = new HashSet<>();
        List<UUID> some = new ArrayList<>();
        acknowledged.forEach(
                aip -> {
                    some.add(aip.value());
                    if (some.size() == AT_ONCE) {
                        unknown.addAll(unknown(some));
                        some.clear();
                    }
                });
        unknown.addAll(unknown(some));
        for (UUID id : unknown) {
            if (tombstones.named(id)) {
                continue; // the rows went after the tombstone was written
            }
            found.add(
                    new ObjectCheck.Found(
                            aips.rootOf(id).value(),
                            Damage.OBJECT_MISSING,
                            "It was acknowledged, was not erased by a decision, and the catalogue"
                                    + " does not have it"));
        }
    }

    /** Notes the acknowledgements that the database, which was lost or put back, does not know. */
    void note() throws IOException {
        note(objects(acknowledgements.all(), tombstones.all()), noted());
    }

    private void note(Map<String, Digest> objects, Map<String, Digest> noted) {
        objects.forEach(
                (key, digest) -> {
                    if (!noted.containsKey(key)) {
                        int unused =
                                jdbc.sql(
                                                "insert into kept.acknowledgement"
                                                        + " (object_key, sha512) values (?, ?)"
                                                        + " on conflict do nothing")
                                        .params(key, digest.hex())
                                        .update();
                    }
                });
    }

    private Map<String, Digest> noted() {
        Map<String, Digest> noted = new HashMap<>();
        jdbc.sql("select object_key, sha512 from kept.acknowledgement")
                .query(
                        row -> {
                            noted.put(
                                    row.getString(1),
                                    new Digest(DigestAlgorithm.SHA512, row.getString(2)));
                        });
        return noted;
    }

    /** Deliveries that something in the catalogue came with. */
    private List<UUID> deliveries() {
        return jdbc.sql(
                        "select distinct b.delivery_id from projection.brought b"
                                + " join projection.record r on r.id = b.aip_id"
                                + " where r.visible or r.withdrawn or r.blocked")
                .query(UUID.class)
                .list();
    }

    private Set<UUID> unknown(List<UUID> some) {
        Set<UUID> unknown = new HashSet<>(some);
        unknown.removeAll(
                jdbc.sql("select id from projection.record where id = any(?)")
                        .param(some.toArray(new UUID[0]))
                        .query(UUID.class)
                        .list());
        return unknown;
    }
}
