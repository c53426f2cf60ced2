package vn.tangthu.repository.validation.eark;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.PackageFiles.Place;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Spool;

/** What METS documents say about files and ids, and what files there are; joined by path. */
final class References implements Closeable {
    /**
     * A reference to a file.
     *
     * @param size -1 when it is not given
     * @param digest empty when it is not given
     * @param locationCode for a missing file; sizeCode and checksumCode for bytes that do not match
     */
    record Reference(
            String mets,
            int line,
            long size,
            String algorithm,
            byte[] digest,
            String locationCode,
            String sizeCode,
            String checksumCode) {}

    private static final int REFERENCE = 1;
    private static final int PRESENT = 2;

    private final Spool files = new Spool();
    private final Spool ids = new Spool();

    void reference(String path, Reference reference) throws IOException {
        files.add(
                path,
                out -> {
                    out.write(REFERENCE);
                    text(out, path);
                    text(out, reference.mets());
                    out.writeInt(reference.line());
                    out.writeLong(reference.size());
                    text(out, reference.algorithm());
                    out.writeInt(reference.digest().length);
                    out.write(reference.digest());
                    text(out, reference.locationCode());
                    text(out, reference.sizeCode());
                    text(out, reference.checksumCode());
                });
    }

    void file(Item item) throws IOException {
        files.add(
                item.path(),
                out -> {
                    out.write(PRESENT);
                    text(out, item.path());
                    out.writeLong(item.size());
                    out.writeLong(item.place().offset());
                    out.writeLong(item.place().compressed());
                    out.writeInt(item.place().method());
                });
    }

    /** An id of a METS document; unique there. */
    void id(String mets, String id, String code, int line) throws IOException {
        ids.add(
                mets + "\n" + id,
                out -> {
                    out.write(1);
                    text(out, mets);
                    text(out, id);
                    text(out, code);
                    out.writeInt(line);
                });
    }

    void judge(PackageFiles source, Report report, HashCrew crew) throws IOException {
        files.read(in -> filesOf(in, source, report, crew));
        crew.await();
        ids.read(
                in -> {
                    Set<String> seen = new HashSet<>();
                    for (int kind = in.read(); kind >= 0; kind = in.read()) {
                        String mets = text(in);
                        String id = text(in);
                        String code = text(in);
                        int line = in.readInt();
                        if (!seen.add(mets + "\n" + id)) {
                            report.error(code, mets, line + ": ID=" + id + " × 2");
                        }
                    }
                });
    }

    private static void filesOf(
            DataInputStream in, PackageFiles source, Report report, HashCrew crew)
            throws IOException {
        Map<String, List<Reference>> references = new HashMap<>();
        Map<String, Item> present = new HashMap<>();
        for (int kind = in.read(); kind >= 0; kind = in.read()) {
            String path = text(in);
            if (kind == PRESENT) {
                long size = in.readLong();
                Place place = new Place(in.readLong(), in.readLong(), in.readInt());
                present.put(path, new Item(path, false, size, place));
            } else {
                references
                        .computeIfAbsent(path, any -> new ArrayList<>(1))
                        .add(
                                new Reference(
                                        text(in),
                                        in.readInt(),
                                        in.readLong(),
                                        text(in),
                                        in.readNBytes(in.readInt()),
                                        text(in),
                                        text(in),
                                        text(in)));
            }
        }
        for (Map.Entry<String, List<Reference>> entry : references.entrySet()) {
            Item item = present.remove(entry.getKey());
            for (Reference reference : entry.getValue()) {
                if (item == null) {
                    report.error(
                            reference.locationCode(),
                            reference.mets(),
                            reference.line() + ": " + entry.getKey());
                } else if (reference.size() >= 0 && reference.size() != item.size()) {
                    report.error(
                            reference.sizeCode(),
                            entry.getKey(),
                            reference.mets() + " SIZE=" + reference.size() + " ≠ " + item.size());
                }
            }
            if (item != null) {
                crew.submit(() -> verify(source, item, entry.getValue(), report));
            }
        }
        for (String path : present.keySet()) {
            if (!path.equals(EarkValidator.METS)) {
                report.warning("EARK_FILE_UNREFERENCED", path);
            }
        }
    }

    private static void verify(
            PackageFiles source, Item item, List<Reference> references, Report report) {
        String path = item.path();
        List<String> algorithms =
                references.stream()
                        .filter(r -> r.digest().length > 0 && Digests.known(r.algorithm()))
                        .map(Reference::algorithm)
                        .distinct()
                        .toList();
        if (algorithms.isEmpty()) {
            return;
        }
        Digests.Read read;
        try (InputStream in = source.open(item)) {
            read = Digests.read(in, algorithms);
        } catch (IOException e) {
            report.error("EARK_UNREADABLE", path, e.toString());
            return;
        }
        report.read(read.length());
        for (Reference reference : references) {
            int at = algorithms.indexOf(reference.algorithm());
            if (at >= 0
                    && reference.digest().length > 0
                    && !Arrays.equals(read.bytes().get(at), reference.digest())) {
                report.error(
                        reference.checksumCode(),
                        path,
                        reference.mets() + " " + reference.algorithm());
            }
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (files) {
            ids.close();
        }
    }
}
