package vn.tangthu.indexer.extract.worker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Pages of a PDF as pixels. */
final class PdfRaster {
    /** Images up to A4 at 600 dpi are decoded whole before they are made smaller. */
    private static final long WHOLE = 36_000_000;

    private PdfRaster() {}

    static Answer jpeg(PDDocument pdf, int number, int width) throws IOException {
        PDPage page = page(pdf, number);
        double[] size = shownSize(page);
        long height = Math.max(1, Math.round(width * size[1] / size[0]));
        if (width * height > Pixels.RENDERED) {
            return new Answer.Failed("is too tall to be shown: " + size[0] + " by " + size[1]);
        }
        BufferedImage image = draw(pdf, number, width, (int) height, BufferedImage.TYPE_INT_RGB);
        return new Answer.Jpeg(Jpegs.write(image), width, (int) height);
    }

    /** The page in exactly so many pixels, on white. */
    static BufferedImage draw(PDDocument pdf, int number, int width, int height, int type)
            throws IOException {
        double[] size = shownSize(page(pdf, number));
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setBackground(Color.WHITE);
            graphics.clearRect(0, 0, width, height);
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            PDFRenderer renderer = new Renderer(pdf);
            // Leaving out pixels breaks thin strokes: only where the whole image is too much.
            renderer.setSubsamplingAllowed(largestImage(page(pdf, number)) > WHOLE);
            renderer.renderPageToGraphics(
                    number - 1, graphics, (float) (width / size[0]), (float) (height / size[1]));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /** Says so when what matters on the page is missing, where PDFBox would leave it white. */
    private static final class Renderer extends PDFRenderer {
        Renderer(PDDocument pdf) {
            super(pdf);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected void operatorException(
                        Operator operator, List<COSBase> operands, IOException exception)
                        throws IOException {
                    UnreadableImage.check(exception, getGraphicsState(), getPage());
                    super.operatorException(operator, operands, exception);
                }
            };
        }
    }

    /** Pixels of the largest image the page names; images inside of forms are not looked for. */
    private static long largestImage(PDPage page) {
        PDResources resources = page.getResources();
        COSDictionary objects =
                resources == null
                        ? null
                        : resources.getCOSObject().getCOSDictionary(COSName.XOBJECT);
        long largest = 0;
        if (objects != null) {
            for (COSName name : objects.keySet()) {
                COSStream object = objects.getCOSStream(name);
                if (object != null) {
                    largest =
                            Math.max(
                                    largest,
                                    (long) object.getInt(COSName.WIDTH, 0)
                                            * object.getInt(COSName.HEIGHT, 0));
                }
            }
        }
        return largest;
    }

    static PDPage page(PDDocument pdf, int number) throws IOException {
        if (number < 1 || number > pdf.getNumberOfPages()) {
            throw new IOException("has no page " + number);
        }
        return pdf.getPage(number - 1);
    }

    /** Width and height of the page as it is shown, in points. */
    static double[] shownSize(PDPage page) throws IOException {
        PDRectangle box = page.getCropBox();
        double width = box.getWidth();
        double height = box.getHeight();
        if (!(width > 0.5 && height > 0.5 && width < 1e6 && height < 1e6)) {
            throw new IOException("has a page of impossible size " + width + " by " + height);
        }
        return quarterTurns(page) % 2 == 0
                ? new double[] {width, height}
                : new double[] {height, width};
    }

    /** How often the page is turned clockwise by 90 degrees before it is shown: 0 to 3. */
    static int quarterTurns(PDPage page) {
        return Math.floorMod(page.getRotation() / 90, 4);
    }
}
