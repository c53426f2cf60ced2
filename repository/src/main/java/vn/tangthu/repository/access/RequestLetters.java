package vn.tangthu.repository.access;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PublicAddress;

/**
 * Tells applicants who gave an e-mail address of each change, in both languages; but not of what
 * they add, which the page confirms at once: nobody can have a stranger written to again and again.
 * A letter has the reference, the state and the day; what was asked for and answered stands on the
 * page that asks for the second secret.
 */
@Component
class RequestLetters {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Letters letters;
    private final String page;

    /**
     * @param address the portal's, as people reach it; blank: letters have the path only
     */
    RequestLetters(Letters letters, @Value("${tangthu.portal.public-url:}") String address) {
        this.letters = letters;
        this.page = PublicAddress.of(address) + "/yeu-cau/tra-cuu";
    }

    /** Part of the caller's transaction. */
    void changed(Request request) {
        String to = request.request().contact();
        boolean silent =
                request.status() == Status.PROPOSED
                        || request.steps().getLast().status() == Status.SUPPLEMENTED;
        if (!to.contains("@") || silent) {
            return;
        }
        String reference = request.reference().value();
        String[] state = words(request.status());
        String text =
                String.join(
                        "\n",
                        "Yêu cầu sử dụng tài liệu " + reference + ": " + state[0] + ".",
                        items(request, "Mục ", 0),
                        due(request, "Hạn trả lời: ", "Thời hạn tạm dừng, chờ ông/bà bổ sung."),
                        "Xem nội dung và việc cần làm tại " + page,
                        "bằng mã trên và bốn ký tự cuối trước dấu @ của địa chỉ thư này.",
                        "",
                        "Your request " + reference + ": " + state[1] + ".",
                        items(request, "Item ", 1),
                        due(request, "Answer due by: ", "The term stands still, waiting for you."),
                        "Read the answer and what to do next at " + page,
                        "with this reference and the last four characters before the @ of this"
                                + " address.",
                        "");
        letters.write(to, reference, reference + ": " + state[0], text);
    }

    /** Of several, each by its number: what it is stands on the page. */
    private static String items(Request request, String label, int language) {
        return request.items().size() < 2
                ? ""
                : request.items().stream()
                        .map(item -> label + item.number() + ": " + words(item.status())[language])
                        .collect(Collectors.joining("; ", "", "."));
    }

    private static String due(Request request, String label, String paused) {
        LocalDate due = request.dueOn();
        if (!request.status().open()) {
            return "";
        }
        return request.pausedOn() == null ? label + DAY.format(due) + "." : paused;
    }

    private static String[] words(Status status) {
        return switch (status) {
            case RECEIVED -> new String[] {"đã nhận", "received"};
            case IN_PROGRESS, SUPPLEMENTED, PROPOSED -> new String[] {"đang xử lý", "in progress"};
            case NEEDS_MORE -> new String[] {"cần bổ sung", "more is needed from you"};
            case GRANTED -> new String[] {"đã đồng ý", "granted"};
            case REFUSED -> new String[] {"không đồng ý", "refused"};
            case APPEALED -> new String[] {"đã nhận khiếu nại", "your appeal was received"};
            case WITHDRAWN -> new String[] {"đã rút", "withdrawn"};
        };
    }
}
