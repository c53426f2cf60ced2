package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import vn.tangthu.portal.papers.TablePaper;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Corrections.Item;
import vn.tangthu.repository.Difference.Field;
import vn.tangthu.repository.Slice;

/**
 * What a list of corrections changes as a spreadsheet, a row for each field, and what became of it.
 */
final class CorrectionSheet {
    private static final int PIECE = 500;

    private CorrectionSheet() {}

    static void write(String title, Slices.Source<Item> source, Words words, OutputStream out)
            throws IOException {
        try (TablePaper paper =
                new TablePaper(
                        out,
                        "Thay đổi",
                        title,
                        List.of(
                                words.of("bulk.place"),
                                words.of("bulk.what"),
                                words.of("history.field"),
                                words.of("history.before"),
                                words.of("history.after"),
                                words.of("bulk.outcome"),
                                words.of("bulk.why")),
                        List.of(26, 30, 22, 50, 50, 16, 50))) {
            Slice<Item> slice = source.get(0, PIECE);
            for (int offset = 0; !slice.items().isEmpty(); ) {
                for (Item item : slice.items()) {
                    write(item, words, paper);
                }
                offset += slice.items().size();
                slice = source.get(offset, PIECE);
            }
        }
    }

    private static void write(Item item, Words words, TablePaper paper) throws IOException {
        for (Field field : item.fields()) {
            paper.row(
                    List.of(
                            item.place(),
                            item.code(),
                            words.of("field." + field.name()),
                            DifferenceTables.text(field.before(), words),
                            DifferenceTables.text(field.after(), words),
                            CorrectionWords.outcome(item, words),
                            CorrectionWords.why(item, words)));
        }
    }
}
