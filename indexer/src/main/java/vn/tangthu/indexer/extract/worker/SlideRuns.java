package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.hslf.usermodel.HSLFGroupShape;
import org.apache.poi.hslf.usermodel.HSLFNotes;
import org.apache.poi.hslf.usermodel.HSLFShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextParagraph;
import org.apache.poi.hslf.usermodel.HSLFTextRun;
import org.apache.poi.hslf.usermodel.HSLFTextShape;

/** The texts of a PowerPoint presentation from 97 on, slide by slide, notes after each. */
final class SlideRuns {
    /** Groups within groups; more is an attack. */
    private static final int MAX_DEPTH = 32;

    private final FontedText text;

    private SlideRuns(FontedText text) {
        this.text = text;
    }

    static FontedText read(Path file, int maxChars) throws IOException {
        FontedText text = new FontedText(maxChars);
        SlideRuns runs = new SlideRuns(text);
        try (InputStream in = Files.newInputStream(file);
                HSLFSlideShow show = new HSLFSlideShow(in)) {
            for (HSLFSlide slide : show.getSlides()) {
                runs.addAll(slide.getShapes(), 0);
                HSLFNotes notes = slide.getNotes();
                if (notes != null) {
                    runs.addAll(notes.getShapes(), 0);
                }
                if (text.isFull()) {
                    break;
                }
            }
        }
        return text;
    }

    private void addAll(List<HSLFShape> shapes, int depth) {
        for (HSLFShape shape : shapes) {
            if (shape instanceof HSLFGroupShape group && depth < MAX_DEPTH) {
                addAll(group.getShapes(), depth + 1);
            } else if (shape instanceof HSLFTextShape box) {
                for (HSLFTextParagraph paragraph : box.getTextParagraphs()) {
                    add(paragraph);
                }
            }
        }
    }

    private void add(HSLFTextParagraph paragraph) {
        for (HSLFTextRun run : paragraph.getTextRuns()) {
            String[] lines = run.getRawText().split("[\\r\\n\\u000B]", -1);
            for (int i = 0; i < lines.length; i++) {
                if (i > 0) {
                    text.end('\n');
                }
                text.add(lines[i], run.getFontFamily());
            }
        }
        text.end('\n');
    }
}
