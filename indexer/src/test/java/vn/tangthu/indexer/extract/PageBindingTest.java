package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.storage.TangThuHome;

class PageBindingTest {
    @TempDir static Path dir;
    static PageBinding binding;
    static TangThuHome home;

    @BeforeAll
    static void start() throws IOException {
        home = new TangThuHome(dir.resolve("home"));
        Files.createDirectories(home.tmp());
        DerivativeExtractedTexts texts = new DerivativeExtractedTexts(new FakeArchive());
        binding = new WorkerPageBinding(SharedWorkers.POOL, texts, home);
    }

    /** With the resolution in its header, as scanners write it. */
    static Path tiff(Path file, String compression, int rowsPerStrip, BufferedImage... pages)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
                IIOMetadata metadata =
                        writer.getDefaultImageMetadata(new ImageTypeSpecifier(page), param);
                String format = metadata.getNativeMetadataFormatName();
                IIOMetadataNode root = new IIOMetadataNode(format);
                IIOMetadataNode ifd = new IIOMetadataNode("TIFFIFD");
                ifd.setAttribute("tagSets", "javax.imageio.plugins.tiff.BaselineTIFFTagSet");
                root.appendChild(ifd);
                ifd.appendChild(field(278, "TIFFLong", String.valueOf(rowsPerStrip)));
                ifd.appendChild(field(282, "TIFFRational", "300/1"));
                ifd.appendChild(field(283, "TIFFRational", "300/1"));
                ifd.appendChild(field(296, "TIFFShort", "2"));
                metadata.mergeTree(format, root);
                writer.writeToSequence(new IIOImage(page, null, metadata), param);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static IIOMetadataNode field(int number, String type, String value) {
        IIOMetadataNode field = new IIOMetadataNode("TIFFField");
        field.setAttribute("number", String.valueOf(number));
        IIOMetadataNode values = new IIOMetadataNode(type + "s");
        IIOMetadataNode one = new IIOMetadataNode(type);
        one.setAttribute("value", value);
        values.appendChild(one);
        field.appendChild(values);
        return field;
    }

    private static byte[] bound(Path... files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding.begin(out, "Quyết định về đất")) {
            for (Path file : files) {
                bound.add(file, 1);
            }
            bound.finish();
        }
        return out.toByteArray();
    }

    private static PDImageXObject image(PDDocument pdf, int page) throws IOException {
        return (PDImageXObject)
                pdf.getPage(page).getResources().getXObject(COSName.getPDFName("I"));
    }

    private static byte[] raw(PDImageXObject image) throws IOException {
        try (var in = image.getCOSObject().createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    /** As a camera writes it, with what somebody left behind its end. */
    @Test
    void ofAJpegOnlyItsPictureGoesAlongAndStandsUpright() throws IOException {
        BufferedImage lying = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        var red = lying.createGraphics();
        red.setColor(java.awt.Color.RED);
        red.fillRect(0, 0, 100, 100);
        red.dispose();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(lying, "jpg", plain);
        for (int orientation = 1; orientation <= 8; orientation++) {
            Path file = dir.resolve("camera" + orientation + ".jpg");
            Files.write(file, camera(plain.toByteArray(), orientation));
            byte[] pdf = bound(file);
            assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "THUMBNAIL", "tác giả", "SECRET", "profile");
            try (PDDocument read = Loader.loadPDF(pdf)) {
                assertThat(raw(image(read, 0))).isEqualTo(plain.toByteArray());
                BufferedImage shown = new PDFRenderer(read).renderImageWithDPI(0, 36);
                boolean stands = shown.getHeight() > shown.getWidth();
                assertThat(stands).isEqualTo(orientation > 4);
                // The red corner is the first row's beginning (CIPA DC-008, 4.6.4).
                boolean right = List.of(2, 3, 6, 7).contains(orientation);
                boolean below = List.of(3, 4, 7, 8).contains(orientation);
                int x = right ? shown.getWidth() - 10 : 10;
                int y = below ? shown.getHeight() - 10 : 10;
                assertThat(shown.getRGB(x, y) >> 16 & 0xff)
                        .as("%d", orientation)
                        .isGreaterThan(200);
                assertThat(shown.getRGB(shown.getWidth() - x, y) >> 16 & 0xff).isLessThan(50);
            }
        }
    }

    /**
     * Exif with orientation and thumbnail, another that contradicts it, a preview, a comment, and
     * bytes behind the end.
     */
    private static byte[] camera(byte[] jpeg, int orientation) throws IOException {
        BufferedImage small = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream thumbnail = new ByteArrayOutputStream();
        ImageIO.write(small, "jpg", thumbnail);
        ByteBuffer exif = ByteBuffer.allocate(64 + thumbnail.size()).order(ByteOrder.LITTLE_ENDIAN);
        exif.put("Exif\0\0II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x112).putShort((short) 3).putInt(1);
        exif.putShort((short) orientation).putShort((short) 0).putInt(0);
        exif.put("THUMBNAIL".getBytes(StandardCharsets.ISO_8859_1)).put(thumbnail.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        segment(out, 0xe1, exif.array());
        byte[] second = exif.array().clone(); // the first has the word
        second[24] = (byte) (orientation == 6 ? 3 : 6);
        segment(out, 0xe1, second);
        segment(out, 0xe2, "MPF\0 profile".getBytes(StandardCharsets.UTF_8));
        segment(out, 0xfe, "tác giả: người ký".getBytes(StandardCharsets.UTF_8));
        out.write(jpeg, 2, jpeg.length - 2);
        out.write("SECRET".getBytes(StandardCharsets.UTF_8));
        out.write(jpeg);
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] body)
            throws IOException {
        out.write(0xff);
        out.write(marker);
        out.write(body.length + 2 >> 8);
        out.write(body.length + 2);
        out.write(body);
    }

    private static BufferedImage bitonal() {
        return TestFiles.scan(TestFiles.LINES, 300, BufferedImage.TYPE_BYTE_BINARY);
    }

    @Test
    void jpegBytesAreTakenOverAsTheyAre() throws IOException {
        Path grey = dir.resolve("grey.jpg");
        Path colour = dir.resolve("colour.jpg");
        ImageIO.write(
                TestFiles.scan(TestFiles.LINES, 150, BufferedImage.TYPE_BYTE_GRAY),
                "jpg",
                grey.toFile());
        ImageIO.write(
                TestFiles.scan(TestFiles.LINES, 150, BufferedImage.TYPE_INT_RGB),
                "jpg",
                colour.toFile());
        byte[] pdf = bound(grey, colour);
        assertThat(pdf.length).isLessThan((int) (Files.size(grey) + Files.size(colour) + 4_000));
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(read.getDocumentInformation().getTitle()).isEqualTo("Quyết định về đất");
            assertThat(read.getNumberOfPages()).isEqualTo(2);
            assertThat(raw(image(read, 0))).isEqualTo(Files.readAllBytes(grey));
            assertThat(raw(image(read, 1))).isEqualTo(Files.readAllBytes(colour));
            assertThat(read.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
            BufferedImage shown = new PDFRenderer(read).renderImageWithDPI(1, 72);
            assertThat(shown.getRGB(5, 5) & 0xffffff).isEqualTo(0xffffff);
        }
    }

    @Test
    void faxBytesAreTakenOverAndWhatIsInStripsLosesNoPixel() throws IOException {
        BufferedImage page = bitonal();
        for (String compression : List.of("CCITT T.6", "CCITT T.4", "LZW", "Deflate")) {
            for (int rows : List.of(page.getHeight(), 64)) {
                Path file = tiff(dir.resolve(compression + rows + ".tif"), compression, rows, page);
                try (PDDocument read = Loader.loadPDF(bound(file))) {
                    String as = compression + " in strips of " + rows;
                    PDImageXObject image = image(read, 0);
                    assertThat(image.getStream().getFilters())
                            .as(as)
                            .containsExactly(COSName.CCITTFAX_DECODE);
                    assertThat(read.getPage(0).getMediaBox().getWidth()).isBetween(594f, 597f);
                    assertThat(pixels(image.getImage())).as(as).isEqualTo(pixels(page));
                    if (compression.equals("CCITT T.6") && rows == page.getHeight()) {
                        assertThat(contains(Files.readAllBytes(file), raw(image))).isTrue();
                    }
                }
            }
        }
    }

    private static byte[] pixels(BufferedImage image) {
        BufferedImage same =
                new BufferedImage(
                        image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        same.getGraphics().drawImage(image, 0, 0, null);
        return ((DataBufferByte) same.getRaster().getDataBuffer()).getData();
    }

    private static boolean contains(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1)
                .contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Test
    void everyPageOfATiffIsBoundAndGreyOnesBecomeJpeg() throws IOException {
        BufferedImage grey = TestFiles.scan(TestFiles.LINES, 300, BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage colour = TestFiles.scan(TestFiles.LINES, 300, BufferedImage.TYPE_INT_RGB);
        Path file = tiff(dir.resolve("many.tif"), "LZW", 64, bitonal(), grey, colour);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PageBinding.Bound bound = binding.begin(out, "")) {
            for (int page = 1; page <= 3; page++) {
                bound.add(file, page);
            }
            assertThatThrownBy(() -> bound.add(file, 4))
                    .isInstanceOf(PageRenderer.NotRenderable.class);
            bound.addMissing(4);
            bound.finish();
        }
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(read.getNumberOfPages()).isEqualTo(4);
            assertThat(image(read, 1).getStream().getFilters()).containsExactly(COSName.DCT_DECODE);
            assertThat(image(read, 1).getColorSpace().getNumberOfComponents()).isEqualTo(1);
            assertThat(image(read, 2).getColorSpace().getNumberOfComponents()).isEqualTo(3);
            assertThat(image(read, 2).getWidth()).isEqualTo(colour.getWidth());
            new PDFRenderer(read).renderImageWithDPI(3, 36);
        }
        try (Stream<Path> left = Files.list(home.tmp())) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.startsWith("bind-"));
        }
    }

    @Test
    void nothingIsWrittenBeforeTheFirstPageIsThere() throws IOException {
        Path broken = Files.writeString(dir.resolve("broken.tif"), "II*\0 and no more");
        OutputStream never =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("written");
                    }
                };
        try (PageBinding.Bound bound = binding.begin(never, "")) {
            assertThatThrownBy(() -> bound.add(broken, 1))
                    .isInstanceOf(PageRenderer.NotRenderable.class);
        }
    }
}
