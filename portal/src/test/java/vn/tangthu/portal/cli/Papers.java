package vn.tangthu.portal.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import vn.tangthu.portal.samples.SampleDeliveries;

/** Pages as scanners and offices write them: JPEG, TIFF with fax coding, PDF with text. */
final class Papers {
    private static final int DPI = 150;

    private Papers() {}

    private static InputStream font() {
        return Objects.requireNonNull(
                SampleDeliveries.class.getResourceAsStream("DejaVuSerif.ttf"));
    }

    /** A sheet of A4. */
    static BufferedImage sheet(int type, String... lines) throws IOException {
        BufferedImage image = new BufferedImage(1240, 1754, type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setColor(Color.BLACK);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        try (InputStream ttf = font()) {
            pen.setFont(Font.createFont(Font.TRUETYPE_FONT, ttf).deriveFont(16f * DPI / 72));
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
        int y = 2 * DPI;
        for (String line : lines) {
            pen.drawString(line, DPI, y);
            y += DPI / 2;
        }
        pen.dispose();
        return image;
    }

    static Path jpeg(Path file, String... lines) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        ImageIO.write(sheet(BufferedImage.TYPE_BYTE_GRAY, lines), "jpg", file.toFile());
        return file;
    }

    /** Black and white, one page in it for each of these. */
    static Path tiff(Path file, String... pages) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (String page : pages) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType("CCITT T.6");
                BufferedImage sheet = sheet(BufferedImage.TYPE_BYTE_BINARY, page);
                writer.writeToSequence(new IIOImage(sheet, null, null), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    /** One page with a text layer for each of these. */
    static Path pdf(Path file, List<String> pages) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        try (PDDocument pdf = new PDDocument();
                InputStream ttf = font()) {
            PDFont font = PDType0Font.load(pdf, ttf);
            for (String line : pages) {
                PDPage page = new PDPage(PDRectangle.A4);
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(font, 14);
                    content.newLineAtOffset(60, 700);
                    content.showText(line);
                    content.endText();
                }
            }
            pdf.save(file.toFile());
        }
        return file;
    }
}
