package vn.tangthu.repository.certificates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Certificates.Tally;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Goes through the hồ sơ of a fonds in the order of their ids, and makes one digest of all their
 * inventories: whoever has the packages can make it again.
 */
@Component
class FondsTally {
    private static final int AT_ONCE = 500;
    private static final int HIDDEN = 2;
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final AipStore aips;

    FondsTally(JdbcClient jdbc, AipStore aips) {
        this.jdbc = jdbc;
        this.aips = aips;
    }

    private record One(UUID id, int version, boolean hidden) {}

    Tally of(FondsId fonds, Progress progress) throws IOException {
        long total =
                jdbc.sql(
                                "select coalesce(sum(records), 0) from projection.record_count"
                                        + " where fonds_id = ?")
                        .param(fonds.value())
                        .query(Long.class)
                        .single();
        Tree tree = new Tree();
        long records = 0;
        long hidden = 0;
        long files = 0;
        long bytes = 0;
        UUID after = FIRST;
        List<One> some;
        while (!(some = after(fonds, after)).isEmpty()) {
            for (One one : some) {
                if (progress.cancelled()) {
                    throw new CancellationException("The certificate of a fonds was stopped");
                }
                String sha512 = aips.inventory(new AipId(one.id()), one.version()).hex();
                tree.add(line(one.id(), one.version(), sha512));
                records++;
                hidden += one.hidden() ? 1 : 0;
            }
            Sums sums = sums(some);
            files += sums.files();
            bytes += sums.bytes();
            after = some.getLast().id();
            progress.at(Progress.Phase.AUDIT, records, Math.max(records, total));
        }
        return new Tally(records, hidden, files, bytes, HexFormat.of().formatHex(tree.root()));
    }

    static byte[] line(UUID id, int version, String sha512) {
        return (id + "/v" + version + " " + sha512).getBytes(StandardCharsets.US_ASCII);
    }

    private List<One> after(FondsId fonds, UUID after) {
        return jdbc.sql(
                        """
                        select id, version, access = ? or exists (select from projection.document d
                                where d.aip_id = r.id and d.access = ?) as hidden
                        from projection.record r where fonds_id = ? and visible and id > ?
                        order by id limit ?
                        """)
                .params(HIDDEN, HIDDEN, fonds.value(), after, AT_ONCE)
                .query(
                        (row, n) ->
                                new One(
                                        row.getObject("id", UUID.class),
                                        row.getInt("version"),
                                        row.getBoolean("hidden")))
                .list();
    }

    private record Sums(long files, long bytes) {}

    private Sums sums(List<One> some) {
        return jdbc.sql(
                        "select count(*), coalesce(sum(size), 0) from projection.content_file"
                                + " where aip_id = any(?) and not again")
                .param(some.stream().map(One::id).toArray(UUID[]::new))
                .query((row, n) -> new Sums(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** RFC 9162, section 2.1, as it grows: one hash for each whole subtree, 64 at most. */
    static final class Tree {
        private final Deque<Part> parts = new ArrayDeque<>();

        private record Part(int level, byte[] hash) {}

        void add(byte[] entry) {
            Part part = new Part(0, sha256((byte) 0, entry, null));
            while (!parts.isEmpty() && parts.getLast().level() == part.level()) {
                part = new Part(part.level() + 1, node(parts.removeLast(), part));
            }
            parts.addLast(part);
        }

        byte[] root() {
            Part root = null;
            for (Part part : parts.reversed()) {
                root = root == null ? part : new Part(0, node(part, root));
            }
            return root == null ? sha256(null, new byte[0], null) : root.hash();
        }

        private static byte[] node(Part left, Part right) {
            return sha256((byte) 1, left.hash(), right.hash());
        }

        private static byte[] sha256(@Nullable Byte kind, byte[] one, byte @Nullable [] other) {
            MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
            if (kind != null) {
                digest.update(kind);
            }
            digest.update(one);
            if (other != null) {
                digest.update(other);
            }
            return digest.digest();
        }
    }
}
