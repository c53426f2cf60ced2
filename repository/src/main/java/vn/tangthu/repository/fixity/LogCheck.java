package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * The part of an audit that looks after log objects: those of audits and the acknowledgements. What
 * acknowledgements there are the database knows: it notes each with what it makes visible, and what
 * it meets for the first time (it was new, or put back from an older backup) from then on.
 */
@Component
class LogCheck {
    private final JdbcClient jdbc;
    private final FixityLog log;
    private final Acknowledgements acknowledgements;

    LogCheck(JdbcClient jdbc, FixityLog log, Acknowledgements acknowledgements) {
        this.jdbc = jdbc;
        this.log = log;
        this.acknowledgements = acknowledgements;
    }

    List<ObjectCheck.Found> check() throws IOException {
        List<ObjectCheck.Found> found = new ArrayList<>();
        log.read()
                .broken()
                .ifPresent(
                        broken ->
                                found.add(
                                        new ObjectCheck.Found(
                                                broken.path(), Damage.CHANGED, broken.detail())));
        // What the database knows is asked first: the words come before it.
        List<UUID> deliveries = deliveries();
        Map<String, Digest> noted = noted();
        Acknowledgements.All acknowledged = acknowledgements.all();
        acknowledged
                .problems()
                .forEach(
                        (key, problem) ->
                                found.add(
                                        new ObjectCheck.Found(
                                                key, problem.damage(), problem.detail())));
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
                    Digest now = acknowledged.objects().get(key);
                    if (now == null && !acknowledged.problems().containsKey(key)) {
                        found.add(
                                new ObjectCheck.Found(
                                        key,
                                        Damage.MISSING,
                                        "It was there; without it a rebuild may leave out what"
                                                + " it acknowledges"));
                    } else if (now != null && !now.equals(digest)) {
                        found.add(
                                new ObjectCheck.Found(
                                        key,
                                        Damage.CHANGED,
                                        "It is whole in itself, and not what was written"));
                    }
                });
        note(acknowledged, noted);
        return found;
    }

    /** Notes the acknowledgements that the database, which was lost or put back, does not know. */
    void note() throws IOException {
        note(acknowledgements.all(), noted());
    }

    private void note(Acknowledgements.All acknowledged, Map<String, Digest> noted) {
        acknowledged
                .objects()
                .forEach(
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
                                + " where r.visible or r.withdrawn")
                .query(UUID.class)
                .list();
    }
}
