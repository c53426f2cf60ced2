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
        Instant createdAt) {
    /** Whether every day that the date can mean is later than the day the fonds was closed. */
    public boolean closedBefore(ArchivalDate date) {
        return closedOn != null && date.earliest().isAfter(closedOn);
    }
}
