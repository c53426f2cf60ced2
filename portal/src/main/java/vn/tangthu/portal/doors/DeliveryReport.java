package vn.tangthu.portal.doors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.desk.Comparisons;
import vn.tangthu.portal.desk.FindingsPdf;
import vn.tangthu.portal.desk.FindingsXlsx;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Turn;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Slice;

/**
 * What goes back to who delivered: all findings as a spreadsheet, as a paper, as JSON and in short
 * as text, each with what has changed since the last delivery of the same hồ sơ.
 */
@Component
public class DeliveryReport {
    public static final String XLSX = "findings.xlsx";
    static final String PDF = "findings.pdf";
    static final String JSON = "report.json";
    static final String TEXT = "report.txt";

    /** How far it is, while it is worked on. */
    static final String STATUS = "status.txt";

    private static final int PIECE = 500;
    private static final int IN_SHORT = 50;

    /** Findings that are grouped on the paper; it says so when there are more. */
    private static final int ON_PAPER = 10_000;

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final Deliveries deliveries;
    private final JsonMapper json;

    DeliveryReport(Deliveries deliveries, JsonMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    /** The whole list, in Vietnamese. Closes the stream. */
    public void xlsx(DeliveryId id, OutputStream out) throws IOException {
        DeliveryComparison last = deliveries.comparison(id).orElse(null);
        try (FindingsXlsx sheet = new FindingsXlsx(Words.in(VIETNAMESE), last, out)) {
            each(id, sheet::add);
        }
    }

    /** The paper for the contractor, in Vietnamese. Closes the stream. */
    public void pdf(Delivery delivery, OutputStream out) throws IOException {
        Words words = Words.in(VIETNAMESE);
        List<Finding> some = new ArrayList<>();
        Slice<Finding> slice = deliveries.findings(delivery.id(), 0, PIECE);
        long total = slice.total();
        while (!slice.items().isEmpty() && some.size() < ON_PAPER) {
            some.addAll(slice.items());
            slice = deliveries.findings(delivery.id(), some.size(), PIECE);
        }
        try (out) {
            FindingsPdf.write(
                    words.of("findings.paper", delivery.name()),
                    List.of(
                            List.of(words.of("deliveries.submitter"), delivery.submitter()),
                            List.of(
                                    words.of("deliveries.received"),
                                    words.minute(delivery.receivedAt())),
                            List.of(
                                    words.of("deliveries.records"),
                                    words.number(delivery.records())),
                            List.of(
                                    words.of("deliveries.documents"),
                                    words.number(delivery.documents()))),
                    some,
                    total,
                    deliveries.comparison(delivery.id()).orElse(null),
                    words,
                    out);
        }
    }

    /** The delivery with all its findings. Closes the stream. */
    public void json(Delivery delivery, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writePOJOProperty("delivery", DeliveryJson.of(delivery));
            generator.writePOJOProperty(
                    "comparison",
                    deliveries.comparison(delivery.id()).map(ComparisonJson::of).orElse(null));
            generator.writeArrayPropertyStart("findings");
            each(delivery.id(), finding -> generator.writePOJO(FindingJson.of(finding)));
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    /** Writes all of them into the folder; what is there of an earlier try is replaced. */
    void write(Delivery delivery, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve(XLSX))) {
            xlsx(delivery.id(), out);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(PDF))) {
            pdf(delivery, out);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(JSON))) {
            json(delivery, out);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve(TEXT), StandardCharsets.UTF_8)) {
            text(delivery, new PrintWriter(out));
        }
        Files.deleteIfExists(folder.resolve(STATUS));
    }

    /** Says beside a delivery that is worked on how far it is. */
    void progress(Delivery delivery, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(STATUS),
                progress(delivery, Words.in(VIETNAMESE))
                        + "\n"
                        + progress(delivery, Words.in(Locale.ENGLISH))
                        + "\n");
    }

    private static String progress(Delivery delivery, Words words) {
        Turn turn = delivery.turn();
        if (turn.position() > 0) {
            return words.of("line.position", words.number(turn.position()));
        }
        Progress.Phase phase = delivery.phase();
        String line = phase == null ? words.of(delivery.state()) : words.of(phase);
        if (delivery.total() > 0) {
            line += " " + words.number(delivery.done()) + "/" + words.number(delivery.total());
        }
        if (turn.perSecond() > 0) {
            line += " · " + words.of("progress.rate", words.rate(turn.perSecond()));
        }
        Duration rest = turn.remaining();
        if (rest != null) {
            line += " · " + words.of("progress.remaining", words.duration(rest));
        }
        return line;
    }

    private void text(Delivery delivery, PrintWriter out) {
        Words vi = Words.in(VIETNAMESE);
        Words en = Words.in(Locale.ENGLISH);
        out.println(delivery.name());
        out.println(vi.of(delivery.state()) + " / " + en.of(delivery.state()));
        out.println("Mã / id: " + delivery.id());
        out.println("Bên giao nộp / submitter: " + delivery.submitter());
        out.println("Nhận lúc / received: " + vi.minute(delivery.receivedAt()));
        out.println("Xong lúc / finished: " + vi.minute(delivery.finishedAt()));
        out.println("Hồ sơ / records: " + vi.number(delivery.records()));
        out.println("Tài liệu / documents: " + vi.number(delivery.documents()));
        out.println("Lỗi chặn / blocking: " + vi.number(delivery.blocking()));
        out.println("Cảnh báo / warnings: " + vi.number(delivery.warnings()));
        deliveries
                .comparison(delivery.id())
                .ifPresent(
                        last -> {
                            out.println(Comparisons.sentence(last, vi));
                            out.println(Comparisons.sentence(last, en));
                        });
        if (delivery.failure() != null) {
            out.println("Sự cố: " + vi.failure(delivery.failure()));
            out.println("Failure: " + en.failure(delivery.failure()));
        }
        Slice<Finding> first = deliveries.findings(delivery.id(), 0, IN_SHORT);
        for (Finding finding : first.items()) {
            out.println();
            out.println(
                    finding.code() + " · " + vi.of(finding.severity()) + " · " + finding.place());
            out.println("  " + finding.message(VIETNAMESE) + " " + finding.remedy(VIETNAMESE));
            out.println(
                    "  " + finding.message(Locale.ENGLISH) + " " + finding.remedy(Locale.ENGLISH));
        }
        if (first.total() > first.items().size()) {
            out.println();
            out.println("Còn nữa trong / more in: " + XLSX);
        }
        out.flush();
    }

    @FunctionalInterface
    private interface Sink {
        void add(Finding finding) throws IOException;
    }

    private void each(DeliveryId id, Sink sink) throws IOException {
        int offset = 0;
        Slice<Finding> slice = deliveries.findings(id, 0, PIECE);
        while (!slice.items().isEmpty()) {
            for (Finding finding : slice.items()) {
                sink.add(finding);
            }
            offset += slice.items().size();
            slice = deliveries.findings(id, offset, PIECE);
        }
    }
}
