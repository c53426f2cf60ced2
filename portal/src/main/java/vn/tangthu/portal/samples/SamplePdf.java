package vn.tangthu.portal.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Writes pages of text as a PDF with a text layer, or as one that is nothing but scans.
 * Deterministic.
 */
final class SamplePdf {
    private static final float MARGIN = 64;
    private static final float SIZE = 12.5f;
    private static final float LEADING = 19;
    private static final int SCAN_DPI = 150;

    private SamplePdf() {}

    /**
     * @param pages for each page its paragraphs; what does not fit on a page goes on to the next
     * @param ballast bytes of noise to add to the file, 0 for none: for benchmarks that need files
     *     of a size
     * @return pages written
     */
    static int writeText(List<List<String>> pages, long documentId, int ballast, OutputStream out)
            throws IOException {
        try (PDDocument document = textDocument(pages, documentId)) {
            if (ballast > 0) {
                byte[] noise = new byte[ballast];
                new SplittableRandom(documentId).nextBytes(noise);
                var stream = document.getDocument().createCOSStream();
                try (OutputStream bytes = stream.createOutputStream()) {
                    bytes.write(noise);
                }
                document.getDocumentCatalog().getCOSObject().setItem("TangThuBallast", stream);
            }
            document.save(out);
            return document.getNumberOfPages();
        }
    }

    /** The same pages as images only: greyish paper, speckles, a slight skew, JPEG. */
    static int writeScan(
            List<List<String>> pages, long documentId, SplittableRandom random, OutputStream out)
            throws IOException {
        try (PDDocument text = textDocument(pages, documentId);
                PDDocument scan = new PDDocument()) {
            scan.setDocumentId(documentId);
            PDFRenderer renderer = new PDFRenderer(text);
            for (int i = 0; i < text.getNumberOfPages(); i++) {
                BufferedImage image =
                        scanned(renderer.renderImageWithDPI(i, SCAN_DPI, ImageType.GRAY), random);
                PDPage page = new PDPage(PDRectangle.A4);
                scan.addPage(page);
                PDImageXObject jpeg = JPEGFactory.createFromImage(scan, image, 0.72f, SCAN_DPI);
                try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
                    content.drawImage(
                            jpeg, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
                }
            }
            scan.save(out);
            return scan.getNumberOfPages();
        }
    }

    private static BufferedImage scanned(BufferedImage clean, SplittableRandom random) {
        BufferedImage image =
                new BufferedImage(
                        clean.getWidth(), clean.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(244, 244, 244));
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.rotate(
                Math.toRadians(random.nextDouble(-0.6, 0.6)),
                image.getWidth() / 2.0,
                image.getHeight() / 2.0);
        g.drawImage(clean, 0, 0, null);
        g.dispose();
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            int value = (pixels[i] & 0xff) - 6 + random.nextInt(-9, 10);
            pixels[i] = (byte) Math.clamp(value, 0, 255);
        }
        int speckles = pixels.length / 6000;
        for (int i = 0; i < speckles; i++) {
            pixels[random.nextInt(pixels.length)] = (byte) random.nextInt(60, 160);
        }
        return image;
    }

    private static PDDocument textDocument(List<List<String>> pages, long documentId)
            throws IOException {
        PDDocument document = new PDDocument();
        document.setDocumentId(documentId);
        PDFont font;
        try (InputStream ttf =
                Objects.requireNonNull(SamplePdf.class.getResourceAsStream("DejaVuSerif.ttf"))) {
            font = PDType0Font.load(document, ttf);
        }
        for (List<String> paragraphs : pages) {
            writePage(document, font, paragraphs);
        }
        return document;
    }

    private static void writePage(PDDocument document, PDFont font, List<String> paragraphs)
            throws IOException {
        float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
        float top = PDRectangle.A4.getHeight() - MARGIN;
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            wrap(paragraph, font, width, lines);
            lines.add("");
        }
        int perPage = (int) ((top - MARGIN) / LEADING);
        for (int from = 0; from < lines.size(); from += perPage) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(font, SIZE);
                content.setLeading(LEADING);
                content.newLineAtOffset(MARGIN, top);
                for (String line : lines.subList(from, Math.min(from + perPage, lines.size()))) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
        }
    }

    private static void wrap(String paragraph, PDFont font, float width, List<String> lines)
            throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (font.getStringWidth(longer) / 1000 * SIZE > width && !line.isEmpty()) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(word);
            } else {
                line.setLength(0);
                line.append(longer);
            }
        }
        lines.add(line.toString());
    }
}
