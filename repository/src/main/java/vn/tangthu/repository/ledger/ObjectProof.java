package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;

/**
 * What the log says of other objects of the store, and whether it says something of all of them:
 * inventories of versions (and through their digests every file and every PREMIS event in them),
 * acknowledgements, the log of audits.
 */
final class ObjectProof {
    private final Segments segments;
    private final AipStore aips;
    private final Acknowledgements acknowledgements;
    private final Problems problems;
    private final Names logged = new Names();
    private final Map<UUID, List<Gone>> gone = new LinkedHashMap<>();
    private long versions;
    private String fixityObject = "";
    private @Nullable List<byte[]> fixityLines;

    ObjectProof(
            Segments segments,
            AipStore aips,
            Acknowledgements acknowledgements,
            Problems problems) {
        this.segments = segments;
        this.aips = aips;
        this.acknowledgements = acknowledgements;
        this.problems = problems;
    }

    /** An inventory that is not there: lost, unless the log says later that it was erased. */
    private record Gone(String place, int version, String why) {}

    /** When the whole log was read: only what it tells of erasures excuses. */
    void conclude() {
        gone.forEach(
                (object, all) -> {
                    if (!logged.contains(Tombstones.keyOf(object).value())) {
                        all.forEach(
                                one ->
                                        problems.add(
                                                Fault.OBJECT_MISSING,
                                                one.place(),
                                                "inventory of "
                                                        + object
                                                        + " version "
                                                        + one.version()
                                                        + ": "
                                                        + one.why()));
                    }
                });
    }

    long versions() {
        return versions;
    }

    void entry(Entry entry) throws IOException {
        switch (entry.kind()) {
            case VERSION, FONDS -> version(entry);
            case ACKNOWLEDGED, ERASED -> acknowledged(entry);
            case FIXITY -> fixity(entry);
            default -> {}
        }
    }

    private void version(Entry entry) throws IOException {
        versions++;
        String id = entry.text("subject");
        int version = (int) entry.number("version");
        logged.add(version(id, version));
        String place = "entry " + entry.index();
        try {
            Digest now = aips.inventory(new AipId(UUID.fromString(id)), version);
            if (!now.hex().equals(entry.text("sha512"))) {
                problems.add(
                        Fault.OBJECT_CHANGED, place, "inventory of " + id + " version " + version);
            }
        } catch (IOException | RuntimeException e) {
            gone.computeIfAbsent(UUID.fromString(id), object -> new ArrayList<>())
                    .add(new Gone(place, version, e.toString()));
        }
    }

    private static String version(String aip, int version) {
        return aip + "/v" + version;
    }

    private void acknowledged(Entry entry) throws IOException {
        String key = entry.text("object");
        logged.add(key);
        compare(entry, key, segments.digest(new StoreKey(key)));
    }

    private void compare(Entry entry, String what, @Nullable Digest digest) {
        String place = "entry " + entry.index();
        if (digest == null) {
            problems.add(Fault.OBJECT_MISSING, place, what);
        } else if (!digest.hex().equals(entry.text("sha512"))) {
            problems.add(Fault.OBJECT_CHANGED, place, what);
        }
    }

    private void fixity(Entry entry) throws IOException {
        String object = entry.text("object");
        int line = (int) entry.number("line");
        if (!object.equals(fixityObject)) {
            Segments.Lines read = segments.lines(new StoreKey(object), 0, Integer.MAX_VALUE);
            fixityLines = read == null ? null : read.lines();
            fixityObject = object;
        }
        if (entry.json().path("lastLine").asBoolean(false)) {
            logged.add(object);
        }
        List<byte[]> lines = fixityLines;
        byte[] bytes =
                lines == null || line < 1 || line > lines.size() ? null : lines.get(line - 1);
        compare(
                entry,
                object + "#" + line,
                bytes == null ? null : Digest.of(DigestAlgorithm.SHA512, bytes));
        if (lines != null
                && entry.json().path("lastLine").asBoolean(false)
                && lines.size() != line) {
            problems.add(Fault.NOT_LOGGED, object, "lines after " + line);
        }
    }

    boolean isLogged(String name) {
        return logged.contains(name);
    }

    /**
     * What lies in the store and the log does not name; some of it may be on its way.
     *
     * @return name in {@link #isLogged}, and where it lies
     */
    Map<String, String> notLogged() throws IOException {
        Map<String, String> missing = new LinkedHashMap<>();
        List<StoreKey> words = new ArrayList<>();
        segments.each("log/acknowledged", words::add);
        for (StoreKey key : words) {
            List<String> parts = key.segments();
            if (parts.size() == 5 && parts.get(2).equals("versions")) {
                int version = number(parts.get(4));
                miss(missing, version(parts.get(3), version), key.value());
            } else if (parts.size() == 4) {
                miss(missing, key.value(), key.value());
            }
        }
        for (String delivery :
                words.stream()
                        .filter(key -> key.segments().size() == 4)
                        .map(key -> key.segments().get(2))
                        .distinct()
                        .toList()) {
            packages(delivery, missing);
        }
        segments.each("log/erased", key -> miss(missing, key.value(), key.value()));
        segments.each(
                FixityLines.PREFIX,
                key -> {
                    if (key.lastSegment().matches("[0-9]{12}\\.jsonl")) {
                        miss(missing, key.value(), key.value());
                    }
                });
        return missing;
    }

    private void packages(String delivery, Map<String, String> missing) throws IOException {
        try {
            acknowledgements
                    .of(new DeliveryId(UUID.fromString(delivery)))
                    .forEach(
                            (aip, version) ->
                                    miss(
                                            missing,
                                            version(aip.toString(), version),
                                            "log/acknowledged/" + delivery + ": " + aip));
        } catch (IllegalArgumentException | StoreException.NotFound e) {
            // no word of a delivery: an audit names it
        }
    }

    private void miss(Map<String, String> missing, String name, String place) {
        if (!logged.contains(name)) {
            missing.put(name, place);
        }
    }

    private static int number(String name) {
        try {
            return Integer.parseInt(name.replace(".jsonl", ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
