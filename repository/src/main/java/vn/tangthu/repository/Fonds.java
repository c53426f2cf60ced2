package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A fonds: the records of one creator, the unit of management (Thông tư 05/2025, Điều 4).
 *
 * @param code mã phông, unique, at most 100 characters
 * @param title tên phông
 * @param archiveCode mã cơ quan lưu trữ, the prefix of every {@code arcFileCode} in it
 * @param closedOn the day the fonds was closed, or null while it is open
 * @param history lịch sử đơn vị hình thành phông, or null
 * @param rights the ceiling for everything in it; {@link Access#PUBLIC} restricts nothing
 * @param recordCount hồ sơ that are kept in it
 * @param endedOn the first day on which none of its makers acts any more, by the register of
 *     bodies, which may be to come; null while one goes on, where none is known, and where an
 *     archivist keeps the fonds open in spite of it ({@link FondsClosings#keepOpen})
 */
public record Fonds(
        FondsId id,
        String code,
        String title,
        String archiveCode,
        @Nullable LocalDate closedOn,
        @Nullable String history,
        Rights rights,
        long recordCount,
        Instant createdAt,
        @Nullable LocalDate endedOn) {
    /** Of which nothing is known of its makers' end. */
    public Fonds(
            FondsId id,
            String code,
            String title,
            String archiveCode,
            @Nullable LocalDate closedOn,
            @Nullable String history,
            Rights rights,
            long recordCount,
            Instant createdAt) {
        this(id, code, title, archiveCode, closedOn, history, rights, recordCount, createdAt, null);
    }

    /**
     * The day after which nothing in it may be dated: on which it was closed or, if that is
     * earlier, its last maker ended, whether or not somebody has closed it since. Null while it is
     * open.
     */
    public @Nullable LocalDate closing() {
        if (closedOn == null || endedOn == null) {
            return closedOn == null ? endedOn : closedOn;
        }
        return endedOn.isBefore(closedOn) ? endedOn : closedOn;
    }
}
