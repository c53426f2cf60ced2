package vn.tangthu.repository.alarms;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.TreeMap;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Kind;
import vn.tangthu.repository.FixityAudits;

/** An alarm in words of both languages. */
final class AlarmText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private AlarmText() {}

    static String subject(Alarm alarm, boolean cleared, String archive) {
        return "["
                + archive
                + "] "
                + (cleared ? "Đã hết / over: " : "")
                + alarm.kind().vietnamese()
                + (alarm.subject().isEmpty() ? "" : " – " + place(alarm.subject()));
    }

    static String body(Alarm alarm, boolean cleared, String archive) {
        StringBuilder text = new StringBuilder();
        line(text, (cleared ? "Đã hết: " : "") + alarm.kind().vietnamese() + ".");
        line(text, (cleared ? "Over: " : "") + alarm.kind().english() + ".");
        line(text, "");
        line(text, "Kho / archive: " + archive);
        if (!alarm.subject().isEmpty()) {
            line(
                    text,
                    (alarm.kind() == Kind.UNUSUAL_READING ? "Số / number: " : "Bản / copy: ")
                            + place(alarm.subject()));
        }
        line(text, "Từ / since: " + minute(alarm.raisedAt()));
        if (cleared && alarm.clearedAt() != null) {
            line(text, "Đến / until: " + minute(alarm.clearedAt()));
        }
        new TreeMap<>(alarm.facts()).forEach((name, value) -> line(text, name + ": " + value));
        line(text, "");
        line(
                text,
                alarm.kind() == Kind.UNUSUAL_READING
                        ? "Xem trang Đọc bất thường / see the desk's page of unusual reading:"
                                + " /app/doc-bat-thuong"
                        : "Xem trang Kiểm tra toàn vẹn / see the desk's page of fixity:"
                                + " /app/kiem-tra");
        line(text, "Mã cảnh báo / alarm: " + alarm.id());
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String place(String copy) {
        return copy.equals(FixityAudits.PRIMARY) ? "bản chính / the archive itself" : copy;
    }

    private static String minute(Instant at) {
        return MINUTE.format(at);
    }
}
