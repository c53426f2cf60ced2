package vn.tangthu.portal.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

@Command(
        name = "search",
        description = {
            "Tìm hồ sơ, có dấu hay không dấu đều được.",
            "Finds records, typed with or without diacritics: code, title, page, snippet and why."
        })
final class SearchVerb extends Verb {
    @Parameters(
            paramLabel = "QUERY",
            arity = "1..*",
            description = "Words, a number (5023/KH-UBND) or a code")
    List<String> query = List.of();

    @Option(
            names = "--limit",
            defaultValue = "10",
            description = "Most records to show, 1 to 100 (default 10)")
    int limit;

    @Option(
            names = "--as",
            defaultValue = "operator",
            description = "operator (everything) or anonymous (the public)")
    String as = "operator";

    @Option(names = "--json", description = "JSON on standard output (docs/cli/search.schema.json)")
    boolean json;

    SearchVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code --json} prints. */
    record Answer(String query, long total, boolean totalIsEstimate, List<Found> hits) {}

    record Found(
            String id,
            String arcFileCode,
            @Nullable String title,
            String access,
            List<String> why,
            List<Place> places) {}

    record Place(
            String document, String title, String number, @Nullable Integer page, String snippet) {}

    @Override
    public Integer call() throws InterruptedException {
        Reader reader =
                switch (as) {
                    case "operator" -> Reader.OPERATOR;
                    case "anonymous" -> Reader.ANONYMOUS;
                    default -> null;
                };
        if (reader == null || limit < 1 || limit > 100) {
            complain(reader == null ? "--as: operator | anonymous" : "--limit: 1–100");
            return 2;
        }
        ports.index().getObject().awaitCaughtUp(false, session.progress());
        String words = String.join(" ", query);
        SearchPage page =
                ports.search()
                        .getObject()
                        .search(
                                new SearchRequest(
                                        words,
                                        SearchRequest.Filters.NONE,
                                        SearchRequest.Sort.RELEVANCE,
                                        0,
                                        limit),
                                reader);
        if (json) {
            printJson(
                    new Answer(
                            words,
                            page.total(),
                            page.totalIsEstimate(),
                            page.hits().stream().map(SearchVerb::found).toList()));
        } else {
            print(page);
        }
        return 0;
    }

    private static Found found(Hit hit) {
        return new Found(
                hit.id().toString(),
                hit.record().arcFileCode(),
                hit.record().titleOrNull(),
                switch (hit.record()) {
                    case RecordView.Full full -> full.rights().access().name();
                    case RecordView.Listed listed -> "LISTED";
                    case RecordView.Paper paper ->
                            paper.facts() == null
                                    ? "LISTED"
                                    : paper.facts().rights().access().name();
                },
                hit.matched().stream().map(Enum::name).toList(),
                hit.places().stream()
                        .map(
                                place ->
                                        new Place(
                                                place.document().toString(),
                                                place.documentTitle(),
                                                place.printedNumber(),
                                                place.page(),
                                                place.snippet().text()))
                        .toList());
    }

    private void print(SearchPage page) {
        say((page.totalIsEstimate() ? "≈ " : "") + page.total() + " hồ sơ");
        if (page.asTyped() > 0) {
            say(
                    "Đúng như đã gõ: %d, đứng trước; sau đó chỉ gần giống".formatted(page.asTyped())
                            + " / As typed: those first, behind them only alike");
        }
        if (page.widened() && !page.hits().isEmpty()) {
            say(
                    "Tìm cả chữ đọc nhầm hoặc gõ nhầm"
                            + " / Words misread or mistyped were searched for too");
        }
        for (SearchPage.Relaxation way : page.relaxations()) {
            if (way.kind() == SearchPage.Relaxation.Kind.DID_YOU_MEAN) {
                say(
                        "Có phải ý bạn là / Did you mean: "
                                + Findings.printable(way.request().query())
                                + " ("
                                + way.total()
                                + ")");
            }
        }
        for (Hit hit : page.hits()) {
            String title = hit.record().titleOrNull();
            say("");
            say(
                    hit.record().arcFileCode()
                            + "  "
                            + (title == null
                                    ? "(chưa công khai tiêu đề / title not public)"
                                    : Findings.printable(title)));
            say(
                    "  "
                            + "Tìm thấy ở / found in: "
                            + String.join(", ", hit.why().stream().map(SearchVerb::words).toList())
                            + " · "
                            + hit.id());
            for (Hit.Place place : hit.places()) {
                Integer number = place.page();
                say(
                        "  - "
                                + Findings.printable(
                                        place.printedNumber() + " " + place.documentTitle())
                                + (number == null ? "" : " · trang " + number));
                if (!place.snippet().pieces().isEmpty()) {
                    say("    " + marked(place.snippet()));
                }
            }
        }
    }

    private static String words(Hit.Reason reason) {
        String value = reason.value();
        if (reason.field() == Hit.Why.TYPE && value != null) {
            value =
                    CodeListEntry.byCode(DocumentType.class, value)
                            .map(type -> type.vietnamese() + " / " + type.english())
                            .orElse(value);
        }
        String part = reason.part();
        return words(reason.field())
                + (value == null ? "" : " " + Findings.printable(value))
                + (part == null ? "" : " [" + Findings.printable(part) + "]");
    }

    private static String words(Hit.Why why) {
        return switch (why) {
            case NUMBER -> "số, ký hiệu / number";
            case DATE -> "ngày / date";
            case TYPE -> "tên loại / type";
            case CODE -> "mã hồ sơ / code";
            case TITLE -> "tiêu đề / title";
            case SUBJECT -> "trích yếu / subject";
            case AGENCY -> "cơ quan / agency";
            case KEYWORD -> "từ khóa / keyword";
            case SERIES -> "mục lục / series";
            case FONDS -> "phông / fonds";
            case YEARS -> "thời gian / years";
            case DESCRIPTION -> "ghi chú / note";
            case PAGE_TEXT -> "nội dung trang / text, page";
        };
    }

    private static String marked(Hit.Snippet snippet) {
        StringBuilder text = new StringBuilder();
        for (Hit.Snippet.Piece piece : snippet.pieces()) {
            String shown = Findings.printable(piece.text().replace('\n', ' '));
            text.append(piece.marked() ? "[" + shown + "]" : shown);
        }
        return text.toString();
    }
}
