package vn.tangthu.repository.granted;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.OnlineReadings.Reading;
import vn.tangthu.repository.PublicAddress;

/**
 * Tells who gave an e-mail address that a copy is ready, in both languages: its number and until
 * when; and when it is taken back. No link leads to the copy itself; the page asks for the second
 * secret as ever.
 */
@Component
class GrantedLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private final AccessRequests requests;
    private final Letters letters;
    private final String page;

    GrantedLetters(
            AccessRequests requests,
            Letters letters,
            @Value("${tangthu.portal.public-url:}") String address) {
        this.requests = requests;
        this.letters = letters;
        this.page = PublicAddress.of(address) + "/yeu-cau/tra-cuu";
    }

    /** Part of the caller's transaction. */
    void ready(Copy copy, Instant expires) {
        String to = requests.find(copy.request()).map(r -> r.request().contact()).orElse("");
        if (!to.contains("@")) {
            return;
        }
        if (copy.kind() == Kind.PAPER) {
            onPaper(copy, to);
            return;
        }
        String until = DAY.format(expires);
        String text =
                String.join(
                        "\n",
                        "Bản sao " + copy.number() + " theo yêu cầu " + copy.request() + " đã có.",
                        "Tải về trước ngày " + until + " tại " + page,
                        "bằng mã yêu cầu và bốn ký tự cuối trước dấu @ của địa chỉ thư này.",
                        "Sau ngày đó bản sao bị xóa.",
                        "",
                        "The copy "
                                + copy.number()
                                + " of your request "
                                + copy.request()
                                + " is ready.",
                        "Fetch it before " + until + " at " + page,
                        "with the reference and the last four characters before the @ of this"
                                + " address. It is deleted then.",
                        "");
        letters.write(
                to, copy.request(), copy.request() + ": đã có bản sao " + copy.number(), text);
    }

    /** What is given on paper is fetched at the archive, or comes by post. */
    private void onPaper(Copy copy, String to) {
        String text =
                String.join(
                        "\n",
                        "Tài liệu theo yêu cầu "
                                + copy.request()
                                + " đã được chuyển đổi ra giấy, số "
                                + copy.number()
                                + ".",
                        "Nhận tại nơi trả kết quả của kho lưu trữ, hoặc qua bưu chính nếu đã đề nghị.",
                        "",
                        "What you asked for in "
                                + copy.request()
                                + " was converted to paper, number "
                                + copy.number()
                                + ".",
                        "Fetch it at the archive, or wait for the post if you asked for it.",
                        "");
        letters.write(
                to, copy.request(), copy.request() + ": đã có bản giấy " + copy.number(), text);
    }

    /** The same of a reading. Part of the caller's transaction. */
    void readable(Reading reading, Instant end) {
        String to = requests.find(reading.request()).map(r -> r.request().contact()).orElse("");
        if (!to.contains("@")) {
            return;
        }
        String until = DAY.format(end);
        String text =
                String.join(
                        "\n",
                        "Tài liệu theo yêu cầu " + reading.request() + " đã đọc được trực tuyến.",
                        "Đọc trước ngày " + until + " tại " + page,
                        "bằng mã yêu cầu và bốn ký tự cuối trước dấu @ của địa chỉ thư này.",
                        "Không tải về được; sau ngày đó không đọc được nữa.",
                        "",
                        "What you asked for in " + reading.request() + " can be read online.",
                        "Read it before " + until + " at " + page,
                        "with the reference and the last four characters before the @ of this"
                                + " address. It cannot be downloaded.",
                        "");
        letters.write(
                to,
                reading.request(),
                reading.request() + ": đọc trực tuyến " + reading.number(),
                text);
    }

    /**
     * A copy that they were told of was withdrawn. Without the reason: what was found out of a hồ
     * sơ since, as that it is closed, is not for the post. Part of the caller's transaction.
     */
    void withdrawn(Copy copy) {
        takenBack(
                copy.request(),
                copy.number(),
                copy.request() + ": đã thu hồi bản sao " + copy.number(),
                "Kho lưu trữ đã thu hồi bản sao "
                        + copy.number()
                        + " theo yêu cầu "
                        + copy.request()
                        + ". Bản sao này không được giao, không tải về được và không còn giá trị.",
                "The archive has withdrawn the copy "
                        + copy.number()
                        + " of your request "
                        + copy.request()
                        + ". It is not handed out any more, cannot be fetched, and is no longer"
                        + " valid.");
    }

    /** A reading was ended before its days were over. As {@link #withdrawn}. */
    void ended(Reading reading) {
        takenBack(
                reading.request(),
                reading.number(),
                reading.request() + ": đã dừng đọc trực tuyến " + reading.number(),
                "Kho lưu trữ đã dừng việc đọc trực tuyến "
                        + reading.number()
                        + " theo yêu cầu "
                        + reading.request()
                        + " trước hạn. Tài liệu không đọc được nữa.",
                "The archive has ended the online reading "
                        + reading.number()
                        + " of your request "
                        + reading.request()
                        + " early. Nothing can be read any more.");
    }

    private void takenBack(
            String request, String number, String subject, String vietnamese, String english) {
        String to = requests.find(request).map(r -> r.request().contact()).orElse("");
        if (!to.contains("@")) {
            return;
        }
        String text =
                String.join(
                        "\n",
                        vietnamese,
                        "Xem yêu cầu tại " + page,
                        "bằng mã yêu cầu và bốn ký tự cuối trước dấu @ của địa chỉ thư này; muốn biết lý"
                                + " do hoặc cần bản khác, hãy liên hệ kho lưu trữ và nêu số "
                                + number
                                + ".",
                        "",
                        english,
                        "See your request at " + page,
                        "with the reference and the last four characters before the @ of this"
                                + " address; ask the archive for the reason, or for another one,"
                                + " with the number "
                                + number
                                + ".",
                        "");
        letters.write(to, request, subject, text);
    }
}
