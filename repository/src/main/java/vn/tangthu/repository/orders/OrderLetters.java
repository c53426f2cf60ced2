package vn.tangthu.repository.orders;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PublicAddress;

/** Tells who sent an order of each change, in both languages: its number and counts, no records. */
@Component
class OrderLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final Letters letters;
    private final String page;

    OrderLetters(Letters letters, @Value("${tangthu.portal.public-url:}") String address) {
        this.letters = letters;
        this.page = PublicAddress.of(address) + "/app/co-quan/de-nghi/";
    }

    /** Part of the caller's transaction, as all of these. */
    void sent(String to, String number, int lines) {
        write(
                to,
                number,
                "đã nhận đề nghị lấy " + lines + " hồ sơ, văn bản",
                "Lưu trữ lịch sử đã nhận đề nghị " + number + ": " + lines + " dòng.",
                "The archive has received the order " + number + ": " + lines + " lines.");
    }

    void decided(String to, String number, Counts counts, Instant expires) {
        String until = DAY.format(expires);
        write(
                to,
                number,
                "đã có quyết định",
                "Đề nghị "
                        + number
                        + ": cho lấy "
                        + counts.granted()
                        + ", từ chối "
                        + counts.refused()
                        + ". Tải về trước ngày "
                        + until
                        + ", sau đó không tải được nữa.",
                "Order "
                        + number
                        + ": "
                        + counts.granted()
                        + " granted, "
                        + counts.refused()
                        + " refused. Fetch what was granted before "
                        + until
                        + ".");
    }

    void packed(String to, String number) {
        write(
                to,
                number,
                "gói giao đã sẵn sàng",
                "Gói giao theo đề nghị " + number + " đã lập xong, tải được.",
                "The delivery of order " + number + " is made and can be fetched.");
    }

    void changed(String to, String number) {
        write(
                to,
                number,
                "có dòng đã cho lấy nay bị rút",
                "Đề nghị " + number + ": có hồ sơ đã cho lấy nay không giao nữa.",
                "Order " + number + ": something that was granted is not handed out any more.");
    }

    void withdrawn(String to, String number) {
        write(
                to,
                number,
                "đã rút",
                "Đề nghị " + number + " đã rút, không giao gì theo đề nghị này nữa.",
                "Order " + number + " was withdrawn; nothing of it is handed out any more.");
    }

    void received(String to, String number) {
        write(
                to,
                number,
                "đã ghi nhận việc nhận",
                "Cơ quan đã xác nhận nhận đủ theo đề nghị " + number + ".",
                "The agency has confirmed that it received what order " + number + " granted.");
    }

    private void write(String to, String number, String what, String vietnamese, String english) {
        if (to.contains("@")) {
            String way = page + number;
            letters.write(
                    to,
                    number,
                    number + ": " + what,
                    String.join("\n", vietnamese, "Xem tại " + way, "", english, "See " + way, ""));
        }
    }
}
