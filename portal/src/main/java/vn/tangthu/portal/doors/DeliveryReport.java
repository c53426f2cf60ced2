package vn.tangthu.portal.doors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.desk.FindingsXlsx;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Slice;

/** What goes back to who delivered: all findings as a spreadsheet, as JSON and in short as text. */
@Component
public class DeliveryReport {
    public static final String XLSX = "findings.xlsx";
    static final String JSON = "report.json";
    static final String TEXT = "report.txt";

    private static final int PIECE = 500;
    private static final int IN_SHORT = 50;
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final Deliveries deliveries;
    private final JsonMapper json;

    DeliveryReport(Deliveries deliveries, JsonMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    /** The whole list, in Vietnamese. Closes the stream. */
    public void xlsx(DeliveryId id, OutputStream out) throws IOException {
        try (FindingsXlsx sheet = new FindingsXlsx(Words.in(VIETNAMESE), out)) {
            each(id, sheet::add);
        }
    }

    /** The delivery with all its findings. Closes the stream. */
    public void json(Delivery delivery, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writePOJOProperty("delivery", DeliveryJson.of(delivery));
            generator.writeArrayPropertyStart("findings");
            each(delivery.id(), finding -> generator.writePOJO(FindingJson.of(finding)));
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    /** Writes all three into the folder; what is there of an earlier try is replaced. */
    void write(Delivery delivery, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve(XLSX))) {
            xlsx(delivery.id(), out);
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve(JSON))) {
            json(delivery, out);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve(TEXT), StandardCharsets.UTF_8)) {
            text(delivery, new PrintWriter(out));
        }
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
        if (delivery.failure() != null) {
            out.println("Sự cố / failure: " + delivery.failure());
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
