package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes.AttachedList;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.NewList;
import vn.tangthu.storage.DigestAlgorithm;

/** Lists that were attached to minutes, kept in pieces so that none is in memory as a whole. */
@Component
class AttachedLists {
    private static final int PIECE = 256 * 1024;

    private final JdbcClient jdbc;

    AttachedLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What it is; reads it. */
    static AttachedList measure(NewList list) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(list.file())) {
            byte[] piece;
            while ((piece = in.readNBytes(PIECE)).length > 0) {
                digest.update(piece);
                bytes += piece.length;
            }
        }
        return new AttachedList(
                list.title(),
                list.fileName(),
                list.rows(),
                bytes,
                HexFormat.of().formatHex(digest.digest()));
    }

    /** In the transaction that makes the minutes. */
    void keep(Minutes of, NewList list) throws IOException {
        try (InputStream in = Files.newInputStream(list.file())) {
            byte[] piece;
            for (int n = 0; (piece = in.readNBytes(PIECE)).length > 0; n++) {
                int unused =
                        jdbc.sql(
                                        "insert into kept.minutes_list (delivery_id, kind, issue,"
                                                + " file_name, ordinal, bytes) values (?, ?, ?, ?, ?, ?)")
                                .params(
                                        of.delivery().value(),
                                        of.kind().name(),
                                        of.issue(),
                                        list.fileName(),
                                        n,
                                        piece)
                                .update();
            }
        }
    }

    void write(Minutes of, AttachedList list, OutputStream out) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        List<byte[]> piece;
        for (int n = 0; !(piece = piece(of, list, n)).isEmpty(); n++) {
            digest.update(piece.getFirst());
            out.write(piece.getFirst());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(list.sha256())) {
            throw new IOException(list.fileName() + " is not what was attached to the minutes");
        }
    }

    /**
     * Whether a hồ sơ that the delivery brought is a suspected secret, which its officer may look
     * at, or was purged as one, and then the lists are gone for everyone.
     */
    boolean withheld(DeliveryId delivery, boolean officer) {
        return jdbc.sql(
                        """
                        select exists (select from kept.erasure e
                                where e.cause = 'SECRET' and :delivery = any(e.deliveries))
                            or not :officer and exists (select from projection.brought b
                                join kept.suspicion s on s.aip_id = b.aip_id
                                where b.delivery_id = :delivery and s.state = 'OPEN')
                        """)
                .param("delivery", delivery.value())
                .param("officer", officer)
                .query(Boolean.class)
                .single();
    }

    private List<byte[]> piece(Minutes of, AttachedList list, int n) {
        return jdbc.sql(
                        "select bytes from kept.minutes_list where delivery_id = ? and kind = ? and"
                                + " issue = ? and file_name = ? and ordinal = ?")
                .params(of.delivery().value(), of.kind().name(), of.issue(), list.fileName(), n)
                .query((row, i) -> row.getBytes("bytes"))
                .list();
    }
}
