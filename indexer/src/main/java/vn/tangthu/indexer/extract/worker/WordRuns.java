package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.usermodel.CharacterRun;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;

/** The runs of a Word document from 97 on, in the order in which they are stored. */
final class WordRuns {
    // Marks inside the text, [MS-DOC] 2.4.1.
    private static final char CELL = 7;
    private static final char LINE = 11;
    private static final char PAGE = 12;
    private static final char PARAGRAPH = 13;
    private static final char FIELD_BEGIN = 0x13;
    private static final char FIELD_SEPARATOR = 0x14;
    private static final char FIELD_END = 0x15;
    private static final char HYPHEN_THAT_STAYS = 0x1E;

    private final FontedText text;

    /** Depth of the fields whose instruction is being read; it is not text. */
    private int instructions;

    private int fields;

    private WordRuns(FontedText text) {
        this.text = text;
    }

    static FontedText read(Path file, int maxChars) throws IOException {
        FontedText text = new FontedText(maxChars);
        try (InputStream in = Files.newInputStream(file);
                HWPFDocument document = new HWPFDocument(in)) {
            for (Range range :
                    new Range[] {
                        document.getRange(),
                        document.getFootnoteRange(),
                        document.getEndnoteRange(),
                        document.getMainTextboxRange(),
                        document.getHeaderStoryRange(),
                        document.getCommentsRange()
                    }) {
                new WordRuns(text).add(range);
            }
        }
        return text;
    }

    private void add(Range range) {
        for (int p = 0; p < range.numParagraphs() && !text.isFull(); p++) {
            Paragraph paragraph = range.getParagraph(p);
            for (int r = 0; r < paragraph.numCharacterRuns(); r++) {
                CharacterRun run = paragraph.getCharacterRun(r);
                if (!run.isMarkedDeleted()) {
                    add(run.text(), run.getFontName());
                }
            }
        }
        text.end('\n');
    }

    private void add(String run, String font) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            switch (c) {
                case FIELD_BEGIN -> {
                    fields++;
                    instructions++;
                }
                case FIELD_SEPARATOR -> instructions = Math.max(0, instructions - 1);
                case FIELD_END -> {
                    fields = Math.max(0, fields - 1);
                    instructions = Math.min(instructions, fields);
                }
                case CELL, LINE, PAGE, PARAGRAPH -> {
                    if (instructions == 0) {
                        text.add(plain, font);
                        plain.setLength(0);
                        text.end(c == CELL ? '\t' : '\n');
                    }
                }
                default -> {
                    if (instructions == 0 && (c >= 0x20 || c == '\t' || c == HYPHEN_THAT_STAYS)) {
                        plain.append(c == HYPHEN_THAT_STAYS ? '-' : c);
                    }
                }
            }
        }
        text.add(plain, font);
    }
}
