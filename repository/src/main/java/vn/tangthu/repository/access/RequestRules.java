package vn.tangthu.repository.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** What a request must hold, who may do what with it, and how its contact is compared. */
final class RequestRules {
    static final int MAX_SHORT = 200;
    static final int MAX_LONG = 4_000;
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** How steps of the applicant are signed. */
    static final String APPLICANT = "applicant";

    /** Against floods; who has more to say comes by. */
    private static final int MOST_ADDITIONS = 20;

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{9,15}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}");

    /** Số định danh cá nhân has 12 digits, an old chứng minh nhân dân 9; a passport has letters. */
    private static final Pattern IDENTITY =
            Pattern.compile("[0-9]{9}|[0-9]{12}|[A-Z][A-Z0-9]{6,9}");

    private RequestRules() {}

    /**
     * @param today in Vietnam
     */
    static List<Finding> findings(NewRequest request, Reader reader, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        required(findings, "name", request.name(), MAX_SHORT);
        oneLine(findings, "name", request.name());
        if (request.asked().isEmpty() || !Texts.strip(request.wanted()).isEmpty()) {
            required(findings, "wanted", request.wanted(), MAX_LONG);
            storable(findings, "wanted", request.wanted());
        }
        required(findings, "purpose", request.purpose(), MAX_LONG);
        storable(findings, "purpose", request.purpose());
        String contact = contact(request.contact());
        if (contact.isEmpty()) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", "contact"));
        } else if (contact.length() > MAX_SHORT
                || !(PHONE.matcher(contact).matches() || EMAIL.matcher(contact).matches())) {
            findings.add(Finding.blocks("REQUEST_CONTACT_INVALID", "contact", request.contact()));
        }
        oneLine(findings, "contact", request.contact());
        String identity = identity(request.identityNumber());
        if (!identity.isEmpty()) {
            identity(findings, identity);
        }
        String behalf = Texts.strip(request.onBehalfOf());
        if (behalf.length() > MAX_SHORT) {
            findings.add(Finding.blocks("REQUEST_FIELD_TOO_LONG", "onBehalfOf", "" + MAX_SHORT));
        }
        oneLine(findings, "onBehalfOf", request.onBehalfOf());
        if (request.asked().size() > AccessRequests.MOST_ITEMS) {
            findings.add(
                    Finding.blocks("REQUEST_MANY_ITEMS", "asked", "" + AccessRequests.MOST_ITEMS));
        }
        if (request.kind() == Kind.CERTIFIED_COPY && request.paperUse() == PaperUse.READING_ROOM) {
            findings.add(Finding.blocks("REQUEST_PAPER_USE", "paperUse"));
        }
        LocalDate paper = request.paperOn();
        if (paper != null) {
            if (!reader.is(Role.ARCHIVIST)) {
                findings.add(Finding.blocks("ARCHIVIST_ONLY", reader.name()));
            }
            if (paper.isAfter(today)
                    || paper.isBefore(today.minusDays(AccessRequests.PAPER_WITHIN_DAYS))) {
                findings.add(
                        Finding.blocks(
                                "REQUEST_PAPER_DAY",
                                "paperOn",
                                "" + AccessRequests.PAPER_WITHIN_DAYS));
            }
        }
        return findings;
    }

    /** Everything that forbids to keep this number as one that was seen. */
    static List<Finding> seen(String number, String seenOn) {
        List<Finding> findings = new ArrayList<>();
        identity(findings, identity(number));
        required(findings, "seenOn", seenOn, MAX_SHORT);
        oneLine(findings, "seenOn", seenOn);
        return findings;
    }

    private static void identity(List<Finding> findings, String identity) {
        if (!IDENTITY.matcher(identity).matches()) {
            findings.add(Finding.blocks("REQUEST_IDENTITY_INVALID", "identityNumber", identity));
        }
    }

    private static void required(List<Finding> findings, String place, String text, int limit) {
        String stripped = Texts.strip(text);
        if (stripped.isEmpty()) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", place));
        } else if (stripped.length() > limit) {
            findings.add(Finding.blocks("REQUEST_FIELD_TOO_LONG", place, "" + limit));
        }
    }

    /** PostgreSQL holds no NUL. */
    private static void storable(List<Finding> findings, String place, String text) {
        if (text.indexOf('\0') >= 0) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", place));
        }
    }

    /**
     * The log holds one digest of a name and of who it is for, with a line break between them: were
     * one allowed inside of them, two different rows could have the same digest.
     */
    private static void oneLine(List<Finding> findings, String place, @Nullable String text) {
        if (Texts.strip(text).codePoints().anyMatch(RequestRules::breaksLine)) {
            findings.add(Finding.blocks("REQUEST_FIELD_ONE_LINE", place));
        }
    }

    private static boolean breaksLine(int sign) {
        return Character.isISOControl(sign)
                || Character.getType(sign) == Character.LINE_SEPARATOR
                || Character.getType(sign) == Character.PARAGRAPH_SEPARATOR;
    }

    /** A phone number without spaces, dots and dashes; an e-mail address in lower case. */
    static String contact(String typed) {
        String stripped = Texts.strip(typed).toLowerCase(Locale.ROOT);
        return stripped.contains("@") ? stripped : stripped.replaceAll("[\\s.()-]", "");
    }

    static String identity(@Nullable String typed) {
        return Texts.strip(typed).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /**
     * Compares without telling by its duration how much was right. Of an e-mail address the end of
     * the name counts: how it ends behind the @ anybody can guess.
     */
    static boolean endsWith(String contact, String lastFour) {
        String typed =
                contact.contains("@")
                        ? Texts.strip(lastFour).toLowerCase(Locale.ROOT)
                        : contact(lastFour);
        return MessageDigest.isEqual(
                typed.getBytes(StandardCharsets.UTF_8),
                end(contact).getBytes(StandardCharsets.UTF_8));
    }

    /** The second secret of a request, as {@link #endsWith} wants it. */
    static String end(String contact) {
        int at = contact.indexOf('@');
        String secret = at < 0 ? contact : contact.substring(0, at);
        return secret.substring(Math.max(0, secret.length() - 4));
    }

    /** Everything that forbids this answer to these items of the request as it stands. */
    static List<Finding> findings(
            Request current, List<Item> items, Decision decision, String actor) {
        List<Finding> findings = new ArrayList<>();
        String place = current.reference().value();
        if (current.askedBy().contains(actor)) {
            findings.add(Finding.blocks("REQUEST_OWN", place));
        }
        if (items.isEmpty() || items.stream().anyMatch(item -> !item.status().open())) {
            findings.add(Finding.blocks("REQUEST_CLOSED", place));
        }
        List<Reason> reasons = Reason.of(decision.status());
        Reason reason = decision.reason();
        if (reason == null ? !reasons.isEmpty() : !reasons.contains(reason)) {
            findings.add(Finding.blocks("REPLY_REASON_MISSING", "reason"));
        }
        String text = Texts.strip(decision.text());
        boolean needsWords =
                decision.status() == Status.REFUSED
                        || decision.status() == Status.NEEDS_MORE
                        || reason == Reason.OTHER;
        if (needsWords && text.isEmpty()) {
            findings.add(Finding.blocks("REPLY_TEXT_MISSING", "text"));
        }
        tooLong(findings, text);
        boolean decides =
                decision.status() == Status.GRANTED || decision.status() == Status.REFUSED;
        if (decides && items.stream().anyMatch(item -> by(current, item, Status.REFUSED, actor))) {
            findings.add(Finding.blocks("REPLY_APPEAL_SAME_PERSON", place));
        }
        if (decision.status() == Status.GRANTED
                && items.stream()
                        .anyMatch(
                                item ->
                                        item.status() == Status.PROPOSED
                                                && actor.equals(item.handledBy()))) {
            findings.add(Finding.blocks("REPLY_SECOND_PERSON", place));
        }
        return findings;
    }

    /** Whether this is the second of the two decisions that grant what is conditional. */
    static boolean isSecond(List<Item> items, Decision decision) {
        return decision.status() == Status.GRANTED && proposed(items).findAny().isPresent();
    }

    static Stream<Item> proposed(List<Item> items) {
        return items.stream().filter(item -> item.status() == Status.PROPOSED);
    }

    /**
     * What an answer makes of an item: access to what is conditional is granted by two.
     *
     * @param takesTwo whether it is, as {@link ItemTerms#takesTwo} tells
     */
    static Status outcome(boolean takesTwo, Item item, Status decided) {
        boolean first = decided == Status.GRANTED && takesTwo && item.status() != Status.PROPOSED;
        return first ? Status.PROPOSED : decided;
    }

    /**
     * Everything that forbids to correct what is wanted. Conditional is not what somebody wants in
     * the end, but how what they want is decided on.
     */
    static List<Finding> correction(Request current, Kind kind, String why) {
        List<Finding> findings = new ArrayList<>();
        String place = current.reference().value();
        if (!current.status().open()) {
            findings.add(Finding.blocks("REQUEST_CLOSED", place));
        }
        if (kind == Kind.CONDITIONAL || kind == current.request().kind()) {
            findings.add(Finding.blocks("REQUEST_KIND_SAME", place));
        }
        if (kind == Kind.CERTIFIED_COPY && current.request().paperUse() == PaperUse.READING_ROOM) {
            findings.add(Finding.blocks("REQUEST_PAPER_USE", place));
        }
        if (Texts.strip(why).isEmpty()) {
            findings.add(Finding.blocks("REPLY_TEXT_MISSING", "text"));
        }
        tooLong(findings, Texts.strip(why));
        return findings;
    }

    /** What of the request the applicant's act is about: that item, or all that it can be about. */
    static List<Item> targets(Request current, Act act, @Nullable Integer number, Appeals appeals) {
        List<Item> meant =
                current.items().stream()
                        .filter(
                                item ->
                                        number == null
                                                || act == Act.SUPPLEMENT
                                                || number == item.number())
                        .filter(
                                item ->
                                        act == Act.APPEAL
                                                ? canAppeal(current, item)
                                                : item.status().open())
                        .toList();
        List<Item> inTime =
                meant.stream()
                        .filter(item -> act != Act.APPEAL || appeals.inTime(current, item))
                        .toList();
        return inTime.isEmpty() ? meant : inTime;
    }

    private static boolean canAppeal(Request current, Item item) {
        return item.status() == Status.REFUSED && !wasAppealed(current, item);
    }

    /** Once for each item: what is decided after it is the decision on the appeal. */
    static boolean wasAppealed(Request current, Item item) {
        return by(current, item, Status.APPEALED, APPLICANT);
    }

    /** Everything that forbids the applicant to do this with these, on this day. */
    static List<Finding> findings(
            Request current, List<Item> targets, Act act, String text, Appeals appeals) {
        List<Finding> findings = new ArrayList<>();
        String place = current.reference().value();
        if (act == Act.APPEAL) {
            if (targets.isEmpty()) {
                findings.add(Finding.blocks("REQUEST_NO_APPEAL", place));
            } else if (!targets.stream().allMatch(item -> appeals.inTime(current, item))) {
                findings.add(
                        Finding.blocks(
                                "REQUEST_APPEAL_LATE",
                                place,
                                "" + AccessRequests.APPEAL_WITHIN_DAYS));
            }
        } else if (targets.isEmpty()) {
            findings.add(Finding.blocks("REQUEST_CLOSED", place));
        }
        if (act != Act.WITHDRAW && Texts.strip(text).isEmpty()) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", "text"));
        }
        tooLong(findings, Texts.strip(text));
        if (act == Act.SUPPLEMENT) {
            additions(findings, current);
        }
        return findings;
    }

    /** Everything that forbids to attach something; by an archivist as often as is needed. */
    static List<Finding> findings(Request current, String text, @Nullable String archivist) {
        List<Finding> findings = new ArrayList<>();
        if (!current.status().open()) {
            findings.add(Finding.blocks("REQUEST_CLOSED", current.reference().value()));
        }
        tooLong(findings, Texts.strip(text));
        if (archivist == null) {
            additions(findings, current);
        } else if (current.askedBy().contains(archivist)) {
            findings.add(Finding.blocks("REQUEST_OWN", current.reference().value()));
        }
        return findings;
    }

    private static void additions(List<Finding> findings, Request current) {
        long added =
                current.steps().stream()
                        .filter(step -> step.status() == Status.SUPPLEMENTED)
                        .filter(step -> step.actor().equals(APPLICANT))
                        .count();
        if (added >= MOST_ADDITIONS) {
            findings.add(
                    Finding.blocks(
                            "REQUEST_MANY_ADDITIONS",
                            current.reference().value(),
                            "" + MOST_ADDITIONS));
        }
    }

    private static void tooLong(List<Finding> findings, String text) {
        if (text.length() > MAX_LONG || text.indexOf('\0') >= 0) {
            findings.add(Finding.blocks("REQUEST_FIELD_TOO_LONG", "text", "" + MAX_LONG));
        }
    }

    private static boolean by(Request request, Item item, Status status, String actor) {
        return request.steps().stream()
                .anyMatch(
                        step ->
                                step.isAbout(item)
                                        && step.status() == status
                                        && step.actor().equals(actor));
    }
}
