package vn.tangthu.repository.ingest.references;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ReferenceLists;
import vn.tangthu.repository.ReferenceMatching;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.lists.PlainRow;
import vn.tangthu.repository.ingest.lists.PlainSheets;

/** Lists by their headings, within what an order may have. */
@Component
class ReadReferenceLists implements ReferenceLists {
    /** What else agencies call them; the first is the one of {@link #COLUMNS}. */
    private static final List<String> CODE = List.of(COLUMNS.get(1), "Mã lưu trữ hồ sơ");

    private static final List<String> NUMBER =
            List.of(COLUMNS.get(2), "Số, ký hiệu", "Số văn bản", "Tham chiếu");
    private static final List<String> YEAR = List.of(COLUMNS.get(3), "Năm");
    private static final PlainSheets SHEETS =
            new PlainSheets(
                    Stream.of(COLUMNS, CODE, NUMBER, YEAR)
                            .flatMap(List::stream)
                            .distinct()
                            .toList());

    /** A list of 5,000 lines has some 200 KB; what is far larger is something else. */
    private static final ListLimits LIMITS =
            new ListLimits(
                    ReferenceMatching.MOST, 10L << 20, 128L << 20, 16L << 20, 1_000, 100_000);

    @Override
    public Read read(Path file, String name) throws IOException {
        FindingSink findings = new FindingSink();
        List<AskedReference> lines = new ArrayList<>();
        boolean known = SHEETS.read(file, name, LIMITS, findings, row -> take(row, lines));
        if (!known) {
            findings.add(
                    Finding.blocks("REFERENCE_LIST_UNKNOWN", name, String.join(", ", COLUMNS)));
        } else if (lines.isEmpty() && !findings.blocked()) {
            findings.add(Finding.blocks("REFERENCE_LIST_EMPTY", name));
        }
        return new Read(lines, findings.all());
    }

    private static void take(PlainRow row, List<AskedReference> lines) {
        String code = text(row, CODE);
        String number = text(row, NUMBER);
        if (!code.isBlank() || !number.isBlank()) {
            lines.add(AskedReference.of(row.place(), code, number, text(row, YEAR)));
        }
    }

    private static String text(PlainRow row, List<String> headings) {
        return headings.stream().map(row::text).filter(Objects::nonNull).findFirst().orElse("");
    }
}
