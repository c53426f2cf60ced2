package vn.tangthu.indexer.extract;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/** Real files for the tests, in sentences of our own. */
final class TestFiles {
    /** Short lines: each fits a line of A4 at 12 points. */
    static final List<String> LINES =
            List.of(
                    "ỦY BAN NHÂN DÂN TỈNH",
                    "Số: 5023/KH-UBND",
                    "KẾ HOẠCH",
                    "Về việc trồng rừng phòng hộ ven sông năm 1998",
                    "Căn cứ kết quả khảo sát của đoàn kỹ thuật tại ba xã vùng đầu nguồn,",
                    "Ủy ban nhân dân tỉnh giao cho các huyện trồng mới một nghìn hai trăm",
                    "héc ta rừng, ưu tiên những sườn đồi đã bị xói mòn trong mùa mưa lũ.",
                    "Mỗi hộ gia đình nhận khoán được cấp cây giống keo và phân bón; đội",
                    "kiểm tra phải ghi sổ số cây sống sau ba tháng, sáu tháng và một năm.",
                    "Kho bạc chuyển kinh phí thành hai đợt, đợt đầu trước ngày 15 tháng 4.",
                    "Chủ tịch xã chịu trách nhiệm về tiến độ và báo cáo vào cuối mỗi quý.",
                    "Trường hợp thiên tai gây thiệt hại, các đơn vị lập biên bản tại chỗ,",
                    "có chữ ký của trưởng thôn, rồi gửi về phòng nông nghiệp để xem xét.");

    private TestFiles() {}

    interface Drawing {
        void on(PDDocument pdf) throws IOException;
    }

    static Path pdf(Path file, Drawing drawing) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            drawing.on(pdf);
            pdf.save(file.toFile());
        }
        return file;
    }

    static PDFont font(PDDocument pdf) throws IOException {
        return PDType0Font.load(pdf, ttf());
    }

    private static InputStream ttf() {
        return Objects.requireNonNull(TestFiles.class.getResourceAsStream("DejaVuSerif.ttf"));
    }

    /** A page of text, 12 points, 18 points a line, from 72 points below the top. */
    static PDPage textPage(PDDocument pdf, PDFont font, List<String> lines, int rotate)
            throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        page.setRotation(rotate);
        pdf.addPage(page);
        PDRectangle box = page.getMediaBox();
        float top = rotate % 180 == 0 ? box.getHeight() : box.getWidth();
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            switch (rotate) {
                case 90 -> content.transform(new Matrix(0, 1, -1, 0, box.getWidth(), 0));
                case 180 ->
                        content.transform(
                                new Matrix(-1, 0, 0, -1, box.getWidth(), box.getHeight()));
                case 270 -> content.transform(new Matrix(0, -1, 1, 0, 0, box.getHeight()));
                default -> {
                    // as it is
                }
            }
            float y = top - 72;
            for (String line : lines) {
                content.beginText();
                content.setFont(font, 12);
                content.newLineAtOffset(72, y);
                content.showText(line);
                content.endText();
                y -= 18;
            }
        }
        return page;
    }

    static Path textPdf(Path file, int pages) throws IOException {
        return pdf(
                file,
                pdf -> {
                    PDFont font = font(pdf);
                    for (int i = 1; i <= pages; i++) {
                        List<String> lines = new ArrayList<>(LINES);
                        lines.add("Trang " + i);
                        textPage(pdf, font, lines, 0);
                    }
                });
    }

    /** A page as a scanner would see it: A4, black on white. */
    static BufferedImage scan(List<String> lines, int dpi, int type) {
        int width = Math.round(8.27f * dpi);
        int height = Math.round(11.69f * dpi);
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING,
                type == BufferedImage.TYPE_BYTE_BINARY
                        ? RenderingHints.VALUE_TEXT_ANTIALIAS_OFF
                        : RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        try (InputStream in = ttf()) {
            graphics.setFont(Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(12f * dpi / 72));
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(e);
        }
        float y = dpi;
        for (String line : lines) {
            graphics.drawString(line, dpi, y);
            y += 0.25f * dpi;
        }
        graphics.dispose();
        return image;
    }

    enum Coding {
        DCT,
        FLATE,
        CCITT,
        JBIG2
    }

    /** A PDF whose pages are one image each. */
    static Path scanPdf(Path file, Coding coding, int dpi, List<List<String>> pages)
            throws IOException {
        return pdf(
                file,
                pdf -> {
                    for (List<String> lines : pages) {
                        PDPage page = new PDPage(PDRectangle.A4);
                        pdf.addPage(page);
                        draw(pdf, page, image(pdf, coding, lines, dpi));
                    }
                });
    }

    /** Covers the page, upright in the page's own space. */
    static void draw(PDDocument pdf, PDPage page, PDImageXObject image) throws IOException {
        PDRectangle box = page.getMediaBox();
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.drawImage(image, 0, 0, box.getWidth(), box.getHeight());
        }
    }

    static PDImageXObject image(PDDocument pdf, Coding coding, List<String> lines, int dpi)
            throws IOException {
        return switch (coding) {
            case DCT ->
                    JPEGFactory.createFromImage(
                            pdf, scan(lines, dpi, BufferedImage.TYPE_BYTE_GRAY), 0.8f);
            case FLATE ->
                    LosslessFactory.createFromImage(
                            pdf, scan(lines, dpi, BufferedImage.TYPE_INT_RGB));
            case CCITT ->
                    CCITTFactory.createFromImage(
                            pdf, scan(lines, dpi, BufferedImage.TYPE_BYTE_BINARY));
            case JBIG2 -> jbig2(pdf, scan(lines, dpi, BufferedImage.TYPE_BYTE_BINARY));
        };
    }

    /**
     * A JBIG2 stream as PDF embeds it: page information and one generic region in MMR coding, which
     * is Group 4 fax (ITU-T T.88, 7.4.6 and 6.2.6).
     */
    private static PDImageXObject jbig2(PDDocument pdf, BufferedImage bilevel) throws IOException {
        PDImageXObject fax = CCITTFactory.createFromImage(pdf, bilevel);
        byte[] mmr;
        try (InputStream in = fax.getCOSObject().createRawInputStream()) {
            mmr = in.readAllBytes();
        }
        int width = bilevel.getWidth();
        int height = bilevel.getHeight();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0); // segment 0
        out.writeByte(48); // page information
        out.writeByte(0); // refers to none
        out.writeByte(1); // page 1
        out.writeInt(19);
        out.writeInt(width);
        out.writeInt(height);
        out.writeInt(0); // resolution unknown
        out.writeInt(0);
        out.writeByte(0); // default pixel white, operator OR
        out.writeShort(0); // not striped
        out.writeInt(1); // segment 1
        out.writeByte(39); // immediate lossless generic region
        out.writeByte(0);
        out.writeByte(1);
        out.writeInt(18 + mmr.length);
        out.writeInt(width);
        out.writeInt(height);
        out.writeInt(0); // x
        out.writeInt(0); // y
        out.writeByte(0); // OR
        out.writeByte(1); // MMR
        out.write(mmr);
        return new PDImageXObject(
                pdf,
                new ByteArrayInputStream(bytes.toByteArray()),
                COSName.JBIG2_DECODE,
                width,
                height,
                1,
                PDDeviceGray.INSTANCE);
    }

    static Path encrypted(Path file, String userPassword) throws IOException {
        return pdf(
                file,
                pdf -> {
                    textPage(pdf, font(pdf), LINES, 0);
                    StandardProtectionPolicy policy =
                            new StandardProtectionPolicy(
                                    "owner", userPassword, new AccessPermission());
                    policy.setEncryptionKeyLength(128);
                    pdf.protect(policy);
                });
    }

    /** The first part of a file, as an interrupted copy leaves it. */
    static Path cutOff(Path whole, Path file, double part) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        return Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * part)));
    }

    /** An image that says it is huge: {@code side} by {@code side} pixels of nothing. */
    static Path pixelFlood(Path file, int side) throws IOException {
        return pdf(
                file,
                pdf -> {
                    PDPage page = new PDPage(PDRectangle.A4);
                    pdf.addPage(page);
                    ByteArrayOutputStream packed = new ByteArrayOutputStream();
                    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
                        byte[] row = new byte[side];
                        for (int i = 0; i < side; i++) {
                            out.write(row);
                        }
                    }
                    PDImageXObject image =
                            new PDImageXObject(
                                    pdf,
                                    new ByteArrayInputStream(packed.toByteArray()),
                                    COSName.FLATE_DECODE,
                                    side,
                                    side,
                                    8,
                                    PDDeviceGray.INSTANCE);
                    draw(pdf, page, image);
                });
    }

    /** A page tree that is as deep as it is long. */
    static Path deepPageTree(Path file, int depth) throws IOException {
        return pdf(
                file,
                pdf -> {
                    pdf.addPage(new PDPage());
                    COSDictionary root =
                            pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PAGES);
                    COSDictionary at = Objects.requireNonNull(root);
                    for (int i = 0; i < depth; i++) {
                        COSDictionary below = new COSDictionary();
                        below.setItem(COSName.TYPE, COSName.PAGES);
                        below.setItem(COSName.PARENT, at);
                        below.setInt(COSName.COUNT, 1);
                        below.setItem(COSName.KIDS, at.getDictionaryObject(COSName.KIDS));
                        COSArray kids = new COSArray();
                        kids.add(new COSObject(below));
                        at.setItem(COSName.KIDS, kids);
                        at = below;
                    }
                });
    }
}
