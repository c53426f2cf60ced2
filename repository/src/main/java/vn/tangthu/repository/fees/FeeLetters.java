package vn.tangthu.repository.fees;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PublicAddress;

/**
 * Tells who gave an e-mail address what a request costs, that it was paid, and that nothing is to
 * be paid, in both languages. Rows of the table stand in it with their counts, no record and no
 * relief: what somebody is exempted for is their own affair.
 */
@Component
class FeeLetters {
    private final Letters letters;
    private final String page;

    FeeLetters(Letters letters, @Value("${tangthu.portal.public-url:}") String address) {
        this.letters = letters;
        this.page = PublicAddress.of(address) + "/yeu-cau/tra-cuu";
    }

    /** Part of the caller's transaction. Also that somebody has to count first. */
    void told(String to, Fee fee) {
        if (!to.contains("@")) {
            return;
        }
        String reference = fee.reference();
        String state = vietnamese(fee);
        boolean due = fee.owed() > 0;
        boolean holds = fee.holds();
        String text =
                String.join(
                        "\n",
                        "Phí của yêu cầu " + reference + ": " + state + ".",
                        due ? lines(fee, "còn phải nộp") : "",
                        due ? fee.estimate().table().of().howToPay() : "",
                        holds ? "Bản sao được giao sau khi nộp phí hoặc được miễn." : "",
                        "Xem chi tiết tại " + page,
                        "bằng mã trên và bốn ký tự cuối trước dấu @ của địa chỉ thư này.",
                        "",
                        "The fee of your request " + reference + ": " + english(fee) + ".",
                        due ? lines(fee, "to pay") : "",
                        due ? fee.estimate().table().of().howToPay() : "",
                        holds ? "Copies are handed out once it is paid or waived." : "",
                        "Read more at " + page,
                        "with this reference and the last four characters before the @ of this"
                                + " address.",
                        "");
        letters.write(to, reference, reference + ": phí " + state, text);
    }

    private static String lines(Fee fee, String owed) {
        return fee.estimate().lines().stream()
                .map(
                        line ->
                                "- "
                                        + line.label()
                                        + ": "
                                        + Objects.requireNonNullElse(line.quantity(), 0)
                                        + " x "
                                        + dong(line.amount())
                                        + " = "
                                        + dong(line.sum()))
                .collect(
                        Collectors.joining(
                                "\n",
                                "",
                                (fee.percent() > 0 ? "\n- " + fee.percent() + " %" : "")
                                        + "\n= "
                                        + owed
                                        + " "
                                        + dong(fee.owed())));
    }

    private static String vietnamese(Fee fee) {
        return switch (fee.state()) {
            case TO_BE_COUNTED -> "sẽ thông báo sau";
            case DUE -> "còn phải nộp " + dong(fee.owed());
            case PAID -> "đã nộp đủ " + dong(fee.paid());
            case WAIVED -> "được miễn, không phải nộp";
            case FREE -> "không phải nộp";
        };
    }

    private static String english(Fee fee) {
        return switch (fee.state()) {
            case TO_BE_COUNTED -> "to be told";
            case DUE -> dong(fee.owed()) + " to pay";
            case PAID -> dong(fee.paid()) + " paid";
            case WAIVED -> "waived, nothing to pay";
            case FREE -> "nothing to pay";
        };
    }

    /** As amounts are written in Vietnam. */
    static String dong(long amount) {
        return String.format(Locale.ROOT, "%,d", amount).replace(',', '.') + " đồng";
    }
}
