package vn.tangthu.repository.granted;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Level;
import vn.tangthu.repository.GrantedCopies.Made;
import vn.tangthu.repository.GrantedCopies.Part;
import vn.tangthu.repository.GrantedCopies.Redaction;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.GrantedCopies.Withdrawal;
import vn.tangthu.repository.granted.GrantedRows.Row;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** A row of the register of copies with its withdrawal, as a {@link Row}. */
final class GrantedRowReading {
    private GrantedRowReading() {}

    static Row read(ResultSet row) throws SQLException {
        Copy copy =
                new Copy(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("code"),
                        row.getString("request"),
                        new AipId(row.getObject("record", UUID.class)),
                        row.getString("record_code"),
                        row.getObject("version", Integer.class),
                        parts(row),
                        Kind.valueOf(row.getString("kind")),
                        redaction(row),
                        State.valueOf(row.getString("state")),
                        instant(row, "ordered_at"),
                        row.getString("ordered_by"),
                        row.getString("approved_by"),
                        row.getInt("attempts"),
                        row.getInt("pages_done"),
                        problem(row.getString("problem"), row.getString("place")),
                        row.getObject("made_at") == null ? null : made(row),
                        row.getObject("withdrawn_at") == null
                                ? null
                                : new Withdrawal(
                                        instant(row, "withdrawn_at"),
                                        row.getString("withdrawn_by"),
                                        row.getString("reason")));
        return new Row(
                copy,
                accesses(row, copy.parts().size()),
                row.getString("object_key"),
                row.getString("files"),
                row.getInt("stamp_waits"));
    }

    private static @Nullable Redaction redaction(ResultSet row) throws SQLException {
        String digest = row.getString("redaction");
        return digest == null
                ? null
                : new Redaction(
                        digest, row.getInt("boxes"), List.of((String[]) array(row, "grounds")));
    }

    private static List<Access> accesses(ResultSet row, int documents) throws SQLException {
        Array array = row.getArray("accesses");
        return array == null
                ? Collections.nCopies(documents, Access.valueOf(row.getString("access")))
                : Stream.of((String[]) array.getArray()).map(Access::valueOf).toList();
    }

    private static @Nullable Finding problem(@Nullable String code, @Nullable String place) {
        return code == null ? null : GrantedRules.problem(code, place == null ? "" : place);
    }

    private static Made made(ResultSet row) throws SQLException {
        return new Made(
                instant(row, "made_at"),
                instant(row, "expires_at"),
                row.getLong("size"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")),
                Level.valueOf(row.getString("level")),
                row.getString("signer"),
                inside(row.getString("certificate_sha512"), row.getString("package_sha512")));
    }

    private static GrantedCopies.@Nullable Inside inside(
            @Nullable String certificate, @Nullable String dip) {
        return certificate == null || dip == null
                ? null
                : new GrantedCopies.Inside(
                        new Digest(DigestAlgorithm.SHA512, certificate),
                        new Digest(DigestAlgorithm.SHA512, dip));
    }

    private static List<Part> parts(ResultSet row) throws SQLException {
        UUID[] documents = (UUID[]) array(row, "documents");
        Integer[] pages = (Integer[]) array(row, "pages");
        List<Part> parts = new ArrayList<>(documents.length);
        int first = 1;
        for (int i = 0; i < documents.length; i++) {
            parts.add(new Part(new DocumentId(documents[i]), first, pages[i]));
            first += pages[i];
        }
        return parts;
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
