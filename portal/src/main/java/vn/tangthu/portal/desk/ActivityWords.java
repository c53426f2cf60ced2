package vn.tangthu.portal.desk;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.outgoing.SeenLines;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.ActivityLog.Entry;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.TextLine;

/**
 * An entry of the activity log in words. The log keeps ids and codes, which never change; whoever
 * reads it sees names, as far as the reader may know them.
 */
final class ActivityWords {
    private static final Pattern ID =
            Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");
    private static final Pattern CODE = Pattern.compile("\\b[A-Z][A-Z_]+\\b");
    private static final Pattern PAGE = Pattern.compile("trang ([0-9]+)");

    private final Words words;
    private final Reader reader;
    private final Catalogue catalogue;
    private final Deliveries deliveries;

    ActivityWords(Words words, Reader reader, Catalogue catalogue, Deliveries deliveries) {
        this.words = words;
        this.reader = reader;
        this.catalogue = catalogue;
        this.deliveries = deliveries;
    }

    /** The action in words; one that has none yet shows its code. */
    String did(Entry entry) {
        String key = "activity.did." + entry.action();
        String text = words.of(key);
        return text.equals("?" + key + "?") ? entry.action() : text;
    }

    /** What it was done to: a name or a code; the beginning of an id where there is neither. */
    String subject(Entry entry) {
        String subject = Objects.requireNonNullElse(entry.subject(), "");
        return ID.matcher(subject).matches() ? named(UUID.fromString(subject)) : subject;
    }

    private String named(UUID id) {
        return deliveries
                .find(new DeliveryId(id))
                .map(Deliveries.Delivery::name)
                .or(() -> record(new AipId(id)))
                .or(() -> file(new ContentFileId(id)))
                .orElseGet(() -> words.of("activity.id", id.toString().substring(0, 8)));
    }

    private Optional<String> record(AipId id) {
        return catalogue.record(id, reader).map(RecordView::arcFileCode);
    }

    private Optional<String> file(ContentFileId id) {
        return catalogue
                .recordOf(id, reader)
                .flatMap(record -> catalogue.record(record, reader))
                .map(
                        record ->
                                record instanceof RecordView.Full full
                                        ? full.documents().stream()
                                                .flatMap(document -> document.files().stream())
                                                .filter(file -> file.id().equals(id))
                                                .map(file -> file.originalName())
                                                .findFirst()
                                                .orElse(record.arcFileCode())
                                        : record.arcFileCode());
    }

    /** What else there is to say, without what the subject says already. */
    String detail(Entry entry) {
        String detail = Objects.requireNonNullElse(entry.detail(), "");
        if (detail.isEmpty() || detail.equals(subject(entry))) {
            return "";
        }
        detail = ID.matcher(detail).replaceAll(m -> quoted(fondsOrFile(m)));
        return switch (entry.action()) {
            case "VIEW" ->
                    detail.equals(SeenDescriptions.DETAIL)
                            ? words.of("activity.description")
                            : PAGE.matcher(lines(detail))
                                    .replaceAll(m -> quoted(words.of("activity.page", m.group(1))));
            case "ACCOUNT_CREATED", "ACCOUNT_CHANGED", "ACCOUNT_DISABLED" ->
                    worded(detail, Role.class).replace(",", ", ");
            case "RESTRICT", "RESTRICT_DOCUMENT", "RESTRICT_FONDS" -> worded(detail, Access.class);
            case "REQUEST_BY_APPLICANT" -> worded(detail, AccessRequests.Status.class);
            case "REQUEST_ANSWERED" ->
                    worded(worded(detail, AccessRequests.Status.class), SecondDecisions.Rule.class);
            case "COPY_APPROVED", "READING_APPROVED", "AGENCY_ORDER_DECIDED" ->
                    worded(detail, SecondDecisions.Rule.class);
            case "REQUEST_SUBMITTED", "REQUEST_KIND_CORRECTED" ->
                    worded(detail, AccessRequests.Kind.class);
            case "TEXT_PRIORITY" -> priority(detail);
            default -> detail;
        };
    }

    /** Of a list of finds: that lines were seen, and no pages. */
    private String lines(String detail) {
        return detail.startsWith(SeenLines.DETAIL)
                ? words.of("activity.lines") + detail.substring(SeenLines.DETAIL.length())
                : detail;
    }

    /** What something closed was opened for, and what the request of the line was for. */
    String purpose(Found found) {
        String asked = found.purpose();
        return Stream.of(words.purpose(found.said()), asked == null ? "" : asked)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private String priority(String detail) {
        return Arrays.stream(TextLine.Priority.values())
                .filter(each -> each.name().equals(detail))
                .findFirst()
                .map(each -> words.of("ocr.priority." + each))
                .orElse(detail);
    }

    private String fondsOrFile(MatchResult id) {
        return catalogue
                .fonds(FondsId.of(id.group()), reader)
                .map(fonds -> fonds.title())
                .or(() -> file(ContentFileId.of(id.group())))
                .orElseGet(() -> words.of("activity.id", id.group().substring(0, 8)));
    }

    /** Names of this enum by their words; a reason somebody wrote stays as it is but for those. */
    private <E extends Enum<E>> String worded(String text, Class<E> type) {
        int colon = text.indexOf(':'); // what stands after it is somebody's own words
        String codes = colon < 0 ? text : text.substring(0, colon);
        return CODE.matcher(codes)
                        .replaceAll(
                                m ->
                                        quoted(
                                                EnumSet.allOf(type).stream()
                                                        .filter(e -> e.name().equals(m.group()))
                                                        .findFirst()
                                                        .map(words::of)
                                                        .orElse(m.group())))
                + text.substring(codes.length());
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
