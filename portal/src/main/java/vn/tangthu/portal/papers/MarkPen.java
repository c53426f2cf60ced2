package vn.tangthu.portal.papers;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;

/** Writes and draws, in points from the lower left corner. */
final class MarkPen {
    private static final float LEADING = 1.24f;

    private final PDPageContentStream to;
    private final PdfFont plain;
    private final PdfFont bold;

    MarkPen(PDDocument document, PDPageContentStream to) throws IOException {
        this.to = to;
        this.plain = new PdfFont(document, "LiberationSerif-Regular.ttf");
        this.bold = new PdfFont(document, "LiberationSerif-Bold.ttf");
    }

    void colour(Color colour) throws IOException {
        to.setNonStrokingColor(colour);
        to.setStrokingColor(colour);
    }

    /**
     * @return where the next line goes
     */
    float lines(boolean heavy, float size, String text, float x, float from, float room, int most)
            throws IOException {
        PdfFont font = heavy ? bold : plain;
        List<String> lines = new ArrayList<>(font.wrap(text, size, room));
        if (lines.size() > most) {
            lines.subList(most, lines.size()).clear();
            String last = lines.removeLast();
            while (!last.isEmpty() && font.width(last + "…", size) > room) {
                last = last.substring(0, last.length() - 1);
            }
            lines.add(last + "…");
        }
        float y = from;
        for (String line : lines) {
            show(font, size, line, x, y);
            y -= size * LEADING;
        }
        return y;
    }

    void right(boolean heavy, float size, String text, float right, float y) throws IOException {
        PdfFont font = heavy ? bold : plain;
        String safe = font.writable(text);
        show(font, size, safe, right - (float) font.width(safe, size), y);
    }

    private void show(PdfFont font, float size, String text, float x, float y) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        to.beginText();
        to.setFont(font.font, size);
        to.newLineAtOffset(x, y);
        to.showText(text);
        to.endText();
    }

    void rule(float x, float y, float right) throws IOException {
        to.setLineWidth(0.5f);
        to.moveTo(x, y);
        to.lineTo(right, y);
        to.stroke();
    }

    void frame(float x, float y, float width, float height) throws IOException {
        to.setLineWidth(1.5f);
        to.addRect(x, y, width, height);
        to.stroke();
    }

    /** A QR code with its quiet margin; none of an empty address. */
    void code(String address, float x, float y, float size) throws IOException {
        if (address.isEmpty()) {
            return;
        }
        boolean[][] modules = RecordCertificate.code(address);
        float module = size / modules.length;
        colour(Color.BLACK);
        for (int row = 0; row < modules.length; row++) {
            for (int column = 0; column < modules[row].length; column++) {
                if (modules[row][column]) {
                    to.addRect(x + column * module, y + size - (row + 1) * module, module, module);
                }
            }
        }
        to.fill();
    }
}
