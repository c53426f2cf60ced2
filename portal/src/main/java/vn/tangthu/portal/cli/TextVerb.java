package vn.tangthu.portal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextLine.FondsLine;
import vn.tangthu.repository.TextLine.PageLine;
import vn.tangthu.repository.TextLine.Priority;
import vn.tangthu.repository.TextWork;

@Command(
        name = "text",
        description = {
            "Nhận dạng chữ: còn chờ, tốc độ, dự báo; tạm dừng, tiếp tục, ưu tiên, đọc lại.",
            "OCR: what waits, pace, forecast; pauses, resumes, sets priorities, reads again."
        })
final class TextVerb extends Verb {
    private enum Action {
        PAUSE,
        RESUME,
        FIRST,
        USUAL,
        LAST,
        DELIVERY,
        RETRY,
        AGAIN,
        FAILED,
        WORST,
        BLANK
    }

    private static final int AT_ONCE = 500;
    private static final int MOST_PAGES = 100;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            description =
                    "pause, resume; first, usual, last FONDS; delivery ID; retry; again RECORD|FONDS"
                            + " --model M; failed, worst, blank [FONDS]: the first 100 pages;"
                            + " without: how it stands")
    String action = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CODE|ID",
            description = "Code of a fonds or a hồ sơ, or id of a delivery")
    String subject = "";

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "What is to read again: one of tangthu.extraction.ocr.models of the server")
    String model = "vie";

    @Option(
            names = "--below",
            paramLabel = "PERCENT",
            description = "Of a fonds only files read with less confidence (75); 101 for all")
    int below = TextWork.BAD_BELOW;

    @Option(names = "--json", description = "JSON on standard output (docs/cli/text.schema.json)")
    boolean json;

    TextVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code --json} prints; {@code pages} are those asked for by failed, worst and blank. */
    record Report(
            boolean paused,
            @Nullable String pausedBy,
            @Nullable String pausedAt,
            long filesWaiting,
            long pagesWaiting,
            long filesFailed,
            long pagesFailed,
            long pagesLastHour,
            long pagesPerHour,
            @Nullable String through,
            int filesAgain,
            List<OfFonds> fonds,
            List<OfPage> pages) {}

    /**
     * @param confidence mean of the pages that OCR read, per cent; null when none is measured
     */
    record OfFonds(
            String code,
            String title,
            String priority,
            long files,
            long filesWaiting,
            long pages,
            long pagesWithText,
            long pagesWaiting,
            long pagesFailed,
            long pagesBlank,
            @Nullable Integer confidence) {
        static OfFonds of(FondsLine f) {
            return new OfFonds(
                    f.code(),
                    f.title(),
                    f.priority().name(),
                    f.files(),
                    f.filesWaiting(),
                    f.pages(),
                    f.pagesWithText(),
                    f.pagesWaiting(),
                    f.pagesFailed(),
                    f.pagesBlank(),
                    f.confidence().orElse(null));
        }
    }

    /**
     * @param page 0 for the file as a whole
     * @param blank whether OCR was spared it because nothing seemed to be on it
     */
    record OfPage(
            String aip,
            String record,
            String file,
            String name,
            int page,
            @Nullable String failure,
            @Nullable Integer confidence,
            boolean blank) {
        static OfPage of(PageLine p) {
            return new OfPage(
                    p.aip().toString(),
                    p.record(),
                    p.file().value().toString(),
                    p.name(),
                    p.page(),
                    p.failure(),
                    p.failure() == null && !p.blank() ? p.confidence() : null,
                    p.blank());
        }
    }

    @Override
    public Integer call() {
        TextLine line = ports.textLine().getObject();
        List<PageLine> pages = List.of();
        if (!action.isEmpty()) {
            Action what;
            try {
                what = Action.valueOf(action.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                complain("Không có thao tác này. / No such action: " + Findings.printable(action));
                return 2;
            }
            switch (what) {
                case FAILED, WORST, BLANK -> {
                    Optional<FondsLine> fonds = find(line);
                    if (!subject.isEmpty() && fonds.isEmpty()) {
                        return noFonds();
                    }
                    var id = fonds.map(FondsLine::fonds).orElse(null);
                    pages =
                            switch (what) {
                                case FAILED -> line.failed(id, null, MOST_PAGES);
                                case WORST -> line.worst(id, null, MOST_PAGES);
                                default -> line.blank(id, null, MOST_PAGES);
                            };
                }
                default -> {
                    int status = act(what, line);
                    if (status != 0) {
                        return status;
                    }
                }
            }
        }
        Report report = report(line, pages);
        if (json) {
            printJson(report);
        } else {
            tell(report);
        }
        return 0;
    }

    private int act(Action what, TextLine line) {
        switch (what) {
            case PAUSE -> {
                line.pause(Reader.OPERATOR);
                note("TEXT_PAUSED", null, null);
            }
            case RESUME -> {
                line.resume(Reader.OPERATOR);
                note("TEXT_RESUMED", null, null);
            }
            case RETRY -> {
                int again = ports.textWork().getObject().retryFailed();
                note("TEXT_RETRY", null, String.valueOf(again));
            }
            case DELIVERY -> {
                Optional<DeliveryId> delivery = delivery();
                if (delivery.isEmpty()) {
                    complain(
                            "Không có lần giao nộp này. / No such delivery: "
                                    + Findings.printable(subject));
                    return 1;
                }
                int files = line.choose(delivery.get(), Reader.OPERATOR);
                note("TEXT_PRIORITY", delivery.get().toString(), String.valueOf(files));
            }
            case AGAIN -> {
                return again(line);
            }
            case FIRST, USUAL, LAST -> {
                FondsLine fonds = find(line).orElse(null);
                if (fonds == null) {
                    return noFonds();
                }
                line.prioritise(fonds.fonds(), Priority.valueOf(what.name()), Reader.OPERATOR);
                note("TEXT_PRIORITY", fonds.code(), what.name());
            }
            case FAILED, WORST, BLANK -> throw new IllegalStateException("These only list");
        }
        return 0;
    }

    private Optional<DeliveryId> delivery() {
        try {
            DeliveryId id = new DeliveryId(UUID.fromString(subject));
            return ports.deliveries().getObject().find(id).map(found -> id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private int again(TextLine line) {
        List<String> models = ports.ocr().stream().flatMap(each -> each.models().stream()).toList();
        if (!models.contains(model)) {
            complain(
                    "Không có mô hình này. / No such model: "
                            + Findings.printable(model)
                            + " "
                            + models);
            return 2;
        }
        Optional<FondsLine> fonds = find(line);
        Optional<AipId> record =
                fonds.isPresent()
                        ? Optional.empty()
                        : ports.catalogue().getObject().resolve(subject, Reader.OPERATOR);
        if (fonds.isEmpty() && record.isEmpty()) {
            complain(
                    "Không có phông hay hồ sơ này. / No such fonds or hồ sơ: "
                            + Findings.printable(subject));
            return 1;
        }
        int files =
                fonds.isPresent()
                        ? line.readAgain(fonds.get().fonds(), model, below, Reader.OPERATOR)
                        : line.readAgain(record.get(), model, Reader.OPERATOR);
        note("TEXT_AGAIN", subject, model + ": " + files);
        return 0;
    }

    private int noFonds() {
        complain("Không có phông này. / No such fonds: " + Findings.printable(subject));
        return 1;
    }

    private void note(String what, @Nullable String about, @Nullable String detail) {
        ports.activity().getObject().record(Reader.OPERATOR, what, about, detail);
    }

    private Optional<FondsLine> find(TextLine line) {
        return subject.isEmpty()
                ? Optional.empty()
                : all(line).stream().filter(f -> f.code().equals(subject)).findFirst();
    }

    private static List<FondsLine> all(TextLine line) {
        List<FondsLine> all = new ArrayList<>();
        while (true) {
            List<FondsLine> some = line.fonds(all.size(), AT_ONCE).items();
            all.addAll(some);
            if (some.size() < AT_ONCE) {
                return all;
            }
        }
    }

    static Report report(TextLine line, List<PageLine> pages) {
        TextLine.Status status = line.status();
        return new Report(
                status.paused(),
                status.pausedBy(),
                status.pausedAt() == null ? null : status.pausedAt().toString(),
                status.filesWaiting(),
                status.pagesWaiting(),
                status.filesFailed(),
                status.pagesFailed(),
                status.pagesLastHour(),
                status.perHour(),
                status.through() == null ? null : status.through().toString(),
                status.again(),
                all(line).stream().map(OfFonds::of).toList(),
                pages.stream().map(OfPage::of).toList());
    }

    private void tell(Report report) {
        if (report.paused()) {
            say("Tạm dừng / paused: " + report.pausedBy() + " " + report.pausedAt());
        }
        say(
                "Chờ / waiting: "
                        + StatusVerb.counted(report.pagesWaiting())
                        + " trang / pages, "
                        + StatusVerb.counted(report.filesWaiting())
                        + " tệp / files; lỗi / failed: "
                        + StatusVerb.counted(report.pagesFailed())
                        + " trang / pages");
        say(
                "Tốc độ / pace: "
                        + StatusVerb.counted(report.pagesPerHour())
                        + " trang/giờ / pages an hour"
                        + (report.through() == null
                                ? ""
                                : "; xong / through: " + report.through()));
        if (report.filesAgain() > 0) {
            say(
                    "Đọc lại bằng mô hình khác / read again by another model: "
                            + StatusVerb.counted(report.filesAgain())
                            + " tệp / files");
        }
        for (OfFonds fonds : report.fonds()) {
            say(
                    Findings.printable(fonds.code())
                            + " "
                            + fonds.priority()
                            + " "
                            + StatusVerb.counted(fonds.pagesWithText())
                            + "/"
                            + StatusVerb.counted(fonds.pages())
                            + " · chờ / waiting "
                            + StatusVerb.counted(fonds.pagesWaiting())
                            + " · lỗi / failed "
                            + StatusVerb.counted(fonds.pagesFailed())
                            + " · trắng / blank "
                            + StatusVerb.counted(fonds.pagesBlank())
                            + (fonds.confidence() == null
                                    ? ""
                                    : " · " + fonds.confidence() + " %"));
        }
        for (OfPage page : report.pages()) {
            say(
                    Findings.printable(page.record())
                            + " "
                            + Findings.printable(page.name())
                            + (page.page() == 0 ? "" : " trang / page " + page.page())
                            + ": "
                            + what(page));
        }
    }

    private static String what(OfPage page) {
        if (page.blank()) {
            return "trắng / blank";
        }
        return page.failure() == null
                ? page.confidence() + " %"
                : Findings.printable(page.failure());
    }
}
