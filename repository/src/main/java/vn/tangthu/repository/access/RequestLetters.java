package vn.tangthu.repository.access;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PublicAddress;

/**
 * Tells applicants who gave an e-mail address of each change, in both languages; but not of what
 * they add, which the page confirms at once: nobody can have a stranger written to again and again.
 * A proposal, which is between officers, is told as work that has begun is: what is granted by two
 * because it hides something is not told by a letter that is missing. Which of it a change was is
 * asked of the steps that were written, not of what the items come to: what one item waits for
 * keeps no letter about another back. A letter has the reference, the state and the day; what was
 * asked for and answered stands on the page that asks for the second secret.
 */
@Component
class RequestLetters {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String PAUSED = "Thời hạn tạm dừng, chờ ông/bà bổ sung.";
    private static final String PAUSED_ENGLISH = "The term stands still, waiting for you.";

    private final Letters letters;
    private final String page;

    /**
     * @param address the portal's, as people reach it; blank: letters have the path only
     */
    RequestLetters(Letters letters, @Value("${tangthu.portal.public-url:}") String address) {
        this.letters = letters;
        this.page = PublicAddress.of(address) + "/yeu-cau/tra-cuu";
    }

    /**
     * Part of the caller's transaction.
     *
     * @param before how many steps of it there were before the change
     */
    void changed(Request request, int before) {
        String to = request.request().contact();
        List<Step> told = told(request.steps().stream().skip(before).toList());
        if (!to.contains("@") || told.isEmpty()) {
            return;
        }
        String reference = request.reference().value();
        String state = headline(request, told, "mục ", "mục ", 0);
        String text =
                String.join(
                        "\n",
                        "Yêu cầu sử dụng tài liệu " + reference + ": " + state + ".",
                        items(request, "Mục ", 0),
                        due(request, "Hạn trả lời: ", PAUSED),
                        "Xem nội dung và việc cần làm tại " + page,
                        "bằng mã trên và bốn ký tự cuối trước dấu @ của địa chỉ thư này.",
                        "",
                        "Your request "
                                + reference
                                + ": "
                                + headline(request, told, "item ", "items ", 1)
                                + ".",
                        items(request, "Item ", 1),
                        due(request, "Answer due by: ", PAUSED_ENGLISH),
                        "Read the answer and what to do next at " + page,
                        "with this reference and the last four characters before the @ of this"
                                + " address.",
                        "");
        letters.write(to, reference, reference + ": " + state, text);
    }

    /**
     * A hồ sơ was found for words, which may have given them a longer term. Part of the caller's
     * transaction; only for what everybody may know of.
     *
     * @param before the item with the term it had
     * @param after with the term of what was found
     */
    void given(Request request, Item before, Item after) {
        String to = request.request().contact();
        if (!to.contains("@")) {
            return;
        }
        String reference = request.reference().value();
        boolean several = request.items().size() > 1;
        String what = (several ? "mục " + after.number() + ": " : "") + "đã tìm được hồ sơ";
        // While the clock of the item stands no day is true: it moves on with each day of waiting.
        boolean paused = after.pausedOn() != null;
        boolean longer = !after.dueOn().equals(before.dueOn());
        String text =
                String.join(
                        "\n",
                        "Yêu cầu sử dụng tài liệu "
                                + reference
                                + ": "
                                + what
                                + " cho phần ông/bà viết bằng lời.",
                        paused
                                ? PAUSED
                                : longer
                                        ? "Hồ sơ thuộc diện sử dụng có điều kiện nên hạn trả lời là "
                                                + DAY.format(after.dueOn())
                                                + ", thay cho "
                                                + DAY.format(before.dueOn())
                                                + "."
                                        : due(request, "Hạn trả lời: ", PAUSED),
                        "Xem nội dung và việc cần làm tại " + page,
                        "bằng mã trên và bốn ký tự cuối trước dấu @ của địa chỉ thư này.",
                        "",
                        "Your request "
                                + reference
                                + ": "
                                + (several ? "item " + after.number() + ": " : "")
                                + "a record was found for what you described in words.",
                        paused
                                ? PAUSED_ENGLISH
                                : longer
                                        ? "Its use is conditional, so the answer is due by "
                                                + DAY.format(after.dueOn())
                                                + " instead of "
                                                + DAY.format(before.dueOn())
                                                + "."
                                        : due(request, "Answer due by: ", PAUSED_ENGLISH),
                        "Read the answer and what to do next at " + page,
                        "with this reference and the last four characters before the @ of this"
                                + " address.",
                        "");
        letters.write(to, reference, reference + ": " + what, text);
    }

    /**
     * What an archivist adds, as what came by post, is told: the clock goes on with it. Of an
     * answer that grants some items and proposes others, what was granted.
     */
    private static List<Step> told(List<Step> written) {
        List<Step> by =
                written.stream()
                        .filter(
                                step ->
                                        step.status() != Status.SUPPLEMENTED
                                                || !step.actor().equals(RequestRules.APPLICANT))
                        .toList();
        List<Step> decided = by.stream().filter(step -> step.status() != Status.PROPOSED).toList();
        return decided.isEmpty() ? by : decided;
    }

    /** What has just been said of some items; else what the request has come to. */
    private static String headline(
            Request request, List<Step> told, String one, String several, int language) {
        List<Integer> numbers =
                told.stream()
                        .flatMap(step -> Optional.ofNullable(step.item()).stream())
                        .distinct()
                        .toList();
        if (numbers.isEmpty()) {
            return words(request.status())[language];
        }
        return (numbers.size() == 1 ? one : several)
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ": "
                + words(told.getLast().status())[language];
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
