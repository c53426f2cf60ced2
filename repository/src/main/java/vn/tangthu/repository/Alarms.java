package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells people who do not look at the desk what must not wait, by e-mail and by a webhook. A
 * message stands in the database until it was taken; it holds kinds, numbers and names of copies,
 * and never a title, a code, a path or the name of a record.
 */
public interface Alarms {
    /** Newest first, those that last first. */
    List<Alarm> newest(int limit);

    /** The ways that are set up. */
    List<Channel> channels();

    /** Messages that wait to be taken. */
    long waiting();

    /** Sends a message that says it is a test, by every way. */
    void test(Reader actor);

    enum Channel {
        MAIL,
        WEBHOOK
    }

    /** What is told. */
    enum Kind {
        INCIDENTS("Phát hiện tệp hỏng hoặc thiếu", "Files were found damaged or missing"),
        REPAIR_STOPPED(
                "Đã dừng tự khôi phục vì hỏng nhiều cùng lúc",
                "Automatic repair has stopped: too much is damaged at once"),
        POLICY_AT_RISK(
                "Chính sách kiểm tra định kỳ không giữ được hoặc có gói quá hạn",
                "The audit policy cannot be held, or something is overdue"),
        SCANNER_AWAY(
                "Bộ quét vi-rút không trả lời đã lâu",
                "The virus scanner has not answered for long"),
        STORE_AWAY(
                "Kho chính không có ở nơi cất giữ hoặc không đọc được",
                "The archive's own store is not there or cannot be read"),
        COPY_BEHIND(
                "Một bản sao của kho thiếu hoặc không kết nối được đã lâu",
                "A copy of the archive has been behind or out of reach for long"),
        BACKUP_BEHIND(
                "Bộ sao lưu ngoại tuyến quá hạn, hoặc vật mang tin đến hạn thay",
                "Offline back-up sets are overdue, or a medium is due to be replaced"),
        ERASURES_WAIT(
                "Một bản sao phải xóa nhiều hơn mức một ngày và chờ xác nhận",
                "A copy is to erase more than in a day, and waits for a confirmation"),
        LOG_BROKEN(
                "Không ghi được nhật ký bất biến",
                "The log that cannot be rewritten is not written"),
        UNUSUAL_READING(
                "Có lượt đọc tài liệu bất thường, chờ xem xét",
                "Unusual reading of records waits to be looked at"),
        TEST("Thử cảnh báo", "A test of the alarms");

        private final String vietnamese;
        private final String english;

        Kind(String vietnamese, String english) {
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

    /**
     * @param subject the copy that it is about, {@link FixityAudits#PRIMARY} for the archive, the
     *     number of a {@link ReadingWatch.Notice}, or empty
     * @param facts numbers by their names
     * @param clearedAt when it was over; at once for what happened and does not last
     */
    record Alarm(
            UUID id,
            Kind kind,
            String subject,
            Map<String, String> facts,
            Instant raisedAt,
            @Nullable Instant clearedAt,
            List<Message> messages) {
        public Alarm {
            facts = Map.copyOf(facts);
            messages = List.copyOf(messages);
        }
    }

    /**
     * @param cleared whether it tells that the alarm is over
     * @param deliveredAt null while it waits
     * @param failure what the last attempt met, for people
     */
    record Message(
            Channel channel,
            boolean cleared,
            int attempts,
            @Nullable Instant deliveredAt,
            @Nullable String failure) {}
}
