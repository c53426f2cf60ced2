package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCertificateTest {
    @Test
    void theSquareOnThePageLeadsWhereItSays() throws Exception {
        String address =
                "https://luutru.example/ho-so/11111111-1111-4111-8111-111111111111/nguyen-ven";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfPaper paper = new PdfPaper(out, "Thử", false)) {
            paper.title("GIẤY CHỨNG NHẬN");
            paper.square(RecordCertificate.code(address), 110);
        }
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(0, 200);
            assertThat(
                            new QRCodeReader()
                                    .decode(new BinaryBitmap(new HybridBinarizer(new Grey(page))))
                                    .getText())
                    .isEqualTo(address);
        }
    }

    static final class Grey extends LuminanceSource {
        private final BufferedImage image;

        Grey(BufferedImage image) {
            super(image.getWidth(), image.getHeight());
            this.image = image;
        }

        @Override
        public byte[] getRow(int y, byte @Nullable [] row) {
            byte[] out = row != null && row.length >= getWidth() ? row : new byte[getWidth()];
            for (int x = 0; x < getWidth(); x++) {
                out[x] = (byte) (image.getRGB(x, y) & 0xff);
            }
            return out;
        }

        @Override
        public byte[] getMatrix() {
            byte[] all = new byte[getWidth() * getHeight()];
            for (int y = 0; y < getHeight(); y++) {
                System.arraycopy(getRow(y, null), 0, all, y * getWidth(), getWidth());
            }
            return all;
        }
    }
}
