package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * The log that cannot be quietly rewritten (nhật ký bất biến, ADR 0013): every event of
 * preservation and access, in order, as entries in objects below {@code log/events/}, each with the
 * hash of the one before; a Merkle tree (RFC 9162) over all of them; and checkpoints, its root
 * signed by the archive's key. Rooms do not call it: it takes what they record anyway, at most a
 * minute later.
 */
public interface Ledger {
    Status status();

    /** Newest first. */
    List<Checkpoint> checkpoints(int limit);

    /**
     * Writes what waits and signs a checkpoint over everything up to now.
     *
     * @throws IOException when the log is broken off ({@link Status#broken})
     */
    Checkpoint checkpoint(String reason) throws IOException;

    /**
     * The signed note as it is in the store.
     *
     * @throws vn.tangthu.storage.StoreException.NotFound when there is none of this number
     */
    String note(long checkpoint) throws IOException;

    /**
     * Proves chain, tree, signatures, checkpoints and what they say of the packages; problems as
     * they are found, at most 1,000 of each kind. Memory does not grow with the log.
     */
    Verified verify(Verifying how, Consumer<Problem> problems, Progress progress)
            throws IOException;

    /**
     * What the log says of an OCFL object: the digest of {@code v<version>/inventory.json}, through
     * it of every file. Empty where it says nothing (yet). Reads one segment.
     */
    Optional<Digest> inventory(UUID object, int version) throws IOException;

    /**
     * What the store has of the log and this database does not know, since it is new or was put
     * back, becomes known to it: asked of a person who rebuilds or restores.
     */
    void takeOver() throws IOException;

    /** That a version of a hồ sơ is in the log, under the newest checkpoint that covers it. */
    Optional<Inclusion> inclusion(AipId aip, int version) throws IOException;

    /**
     * Makes a new key and retires the one before, which signs a last checkpoint that covers the
     * announcement of the new one.
     *
     * @return the new key's fingerprint
     */
    String renewKey() throws IOException;

    /**
     * @param entries in the log, as far as the database knows
     * @param waiting events that are recorded and not in the log yet
     * @param oldestWaiting when the oldest of them was recorded
     * @param last the newest checkpoint
     * @param key fingerprint of the key that signs, null before the first entry
     * @param broken why nothing more is written, or null; what waits is kept
     */
    record Status(
            long entries,
            long waiting,
            @Nullable Instant oldestWaiting,
            @Nullable Checkpoint last,
            @Nullable String key,
            @Nullable String broken) {}

    /**
     * @param entries that it covers
     * @param key fingerprint of the key that signed it
     * @param stampedAt when an authority outside says that it existed (RFC 3161), or null
     */
    record Checkpoint(
            long number, Instant at, long entries, String key, @Nullable Instant stampedAt) {}

    /**
     * @param storeOnly nothing is asked of the database
     * @param since a checkpoint that an auditor kept outside, as text
     * @param event an entry's id or number, an id of a hồ sơ, or {@code table:key} of a row
     * @param trusted fingerprints of keys that no earlier key vouches for and that the auditor
     *     knows from elsewhere
     * @param restored {@code from-to} of entries of which the auditor knows that the database lost
     *     them when it was put back
     */
    record Verifying(
            boolean storeOnly,
            @Nullable String since,
            @Nullable String event,
            List<String> trusted,
            List<String> restored) {
        public Verifying {
            trusted = List.copyOf(trusted);
            restored = List.copyOf(restored);
        }

        public Verifying(
                boolean storeOnly,
                @Nullable String since,
                @Nullable String event,
                List<String> trusted) {
            this(storeOnly, since, event, trusted, List.of());
        }
    }

    /**
     * @param root of the whole tree, in hexadecimal
     * @param keys fingerprints of all keys, in the order in which they were announced
     * @param stamps time stamps that were checked
     * @param events entries that {@link Verifying#event} names, at most 100
     * @param notCompared entries whose rows the database does not have since it was put back to an
     *     earlier state
     */
    record Verified(
            long entries,
            long checkpoints,
            long stamps,
            long versions,
            long rows,
            long notCompared,
            String root,
            long problems,
            List<String> keys,
            List<Found> events) {}

    /** An entry and the proof that it is in the tree. */
    record Found(long entry, String line, @Nullable Inclusion inclusion) {}

    /**
     * @param path hashes in hexadecimal, RFC 9162 section 2.1.3
     * @param note the signed checkpoint that the path leads to
     */
    record Inclusion(long entry, String line, long entries, List<String> path, String note) {}

    /**
     * @param place object and line, entry or row
     */
    record Problem(Fault fault, String place, String detail) {}

    /** What can be wrong. */
    enum Fault {
        SEGMENT_MISSING("Thiếu một đoạn của nhật ký", "A segment of the log is missing"),
        SEGMENT_UNKNOWN("Có đối tượng lạ trong nhật ký", "An object does not belong to the log"),
        LINE_UNREADABLE("Không đọc được một dòng", "A line cannot be read"),
        OUT_OF_ORDER("Số thứ tự không liên tục", "The entries are not numbered without a gap"),
        CHAIN_BROKEN(
                "Dòng không nối tiếp dòng trước: dòng trước đã bị sửa, hoặc dòng bị xóa, chèn, đổi chỗ",
                "A line does not follow the one before it: that one was changed, or lines were"
                        + " removed, put between or moved"),
        CHECKPOINT_UNREADABLE("Không đọc được một điểm chốt", "A checkpoint cannot be read"),
        CHECKPOINT_MISSING("Thiếu một điểm chốt", "A checkpoint is missing"),
        CHECKPOINT_UNKNOWN(
                "Nhật ký không nói gì về một điểm chốt", "The log does not tell of a checkpoint"),
        SIGNATURE_BAD("Chữ ký của điểm chốt không đúng", "A checkpoint's signature is wrong"),
        KEY_UNKNOWN(
                "Điểm chốt ký bằng khóa không công bố trong nhật ký",
                "A checkpoint is signed with a key that the log did not announce"),
        KEY_UNVOUCHED(
                "Khóa mới không được khóa trước xác nhận: đối chiếu dấu vân tay rồi dùng --trust",
                "No earlier key vouches for a new key: compare its fingerprint, then use --trust"),
        KEY_CHANGED(
                "Khóa trong kho hay trong cơ sở dữ liệu khác với nhật ký",
                "A key in the store or the database is another than the log announced"),
        TREE_CHANGED(
                "Nội dung nhật ký khác với lúc chốt", "The log is another than when it was signed"),
        ROLLED_BACK(
                "Nhật ký ngắn hơn một điểm chốt: phần cuối đã bị cắt",
                "The log is shorter than a checkpoint: its end was cut off"),
        TIMESTAMP_BAD("Dấu thời gian không đúng", "A time stamp is wrong"),
        OBJECT_MISSING(
                "Thiếu một đối tượng mà nhật ký ghi nhận", "An object that the log names is gone"),
        OBJECT_CHANGED(
                "Đối tượng khác với lúc ghi nhật ký",
                "An object is another than when it was logged"),
        NOT_LOGGED(
                "Có trong kho hay cơ sở dữ liệu mà không có trong nhật ký",
                "It is in the store or the database and not in the log"),
        ROWS_RESTORED(
                "Cơ sở dữ liệu mất các dòng này từ một lần phục hồi: nếu đúng vậy, nêu đoạn đó bằng"
                        + " --restored",
                "The database lost these rows when it was put back, it says: if that is so, name the"
                        + " range with --restored"),
        NO_BEGINNING(
                "Nhật ký không có mục đầu: kho trống, chưa được gắn, hoặc phần đầu đã mất",
                "The log has no first entry: the store is empty or not mounted, or its beginning is"
                        + " gone"),
        ROW_MISSING("Một dòng của cơ sở dữ liệu đã bị xóa", "A row of the database was removed"),
        ROW_CHANGED("Một dòng của cơ sở dữ liệu đã bị sửa", "A row of the database was changed"),
        HEAD_DIFFERS("Cơ sở dữ liệu nhớ một nhật ký khác", "The database remembers another log"),
        EVENT_NOT_FOUND("Nhật ký không có sự kiện này", "The log has no such event");

        private final String vietnamese;
        private final String english;

        Fault(String vietnamese, String english) {
            this.vietnamese = vietnamese;
            this.english = english;
        }

        public String vietnamese() {
            return vietnamese;
        }

        public String english() {
            return english;
        }
    }
}
