package vn.tangthu.indexer.extract.worker;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** Finds out whether a page shows one image and nothing else, without drawing anything. */
class ImageFinder extends PDFGraphicsStreamEngine {
    /** The last image on the page that something visible has not been drawn over. */
    @Nullable PDImageXObject image;

    /** From the unit square of the image to the page's user space. */
    @Nullable Matrix placement;

    /** Images drawn, of any kind. */
    int images;

    /** Whether anything but images is seen. */
    boolean visible;

    /** The most pixels per inch of any image on the page. */
    double finest;

    ImageFinder(PDPage page) {
        super(page);
    }

    static ImageFinder look(PDPage page) throws IOException {
        ImageFinder finder = new ImageFinder(page);
        finder.processPage(page);
        return finder;
    }

    @Override
    public void drawImage(PDImage drawn) {
        images++;
        Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
        double inches = Math.hypot(matrix.getScaleX(), matrix.getShearY()) / 72;
        if (inches > 0.5) {
            finest = Math.max(finest, drawn.getWidth() / inches);
        }
        if (drawn instanceof PDImageXObject object
                && !drawn.isStencil()
                && getGraphicsState().getSoftMask() == null) {
            image = object;
            placement = matrix.clone();
        } else {
            image = null;
        }
    }

    private void somethingVisible() {
        visible = true;
        image = null;
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
        // Invisible text (mode 3) lies over a scan that was read before; it covers nothing.
        if (getGraphicsState().getTextState().getRenderingMode().isFill()
                || getGraphicsState().getTextState().getRenderingMode().isStroke()) {
            somethingVisible();
        }
    }

    @Override
    protected void operatorException(
            Operator operator, List<COSBase> operands, IOException exception) throws IOException {
        UnreadableImage.check(exception, getGraphicsState(), getPage());
        super.operatorException(operator, operands, exception);
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        // a path alone shows nothing
    }

    @Override
    public void clip(int windingRule) {
        // whether the clip leaves the image whole is not looked at: it mostly is the page's edge
    }

    @Override
    public void moveTo(float x, float y) {
        // a path alone shows nothing
    }

    @Override
    public void lineTo(float x, float y) {
        // a path alone shows nothing
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        // a path alone shows nothing
    }

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float(0, 0);
    }

    @Override
    public void closePath() {
        // a path alone shows nothing
    }

    @Override
    public void endPath() {
        // a path alone shows nothing
    }

    @Override
    public void strokePath() {
        somethingVisible();
    }

    @Override
    public void fillPath(int windingRule) {
        somethingVisible();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        somethingVisible();
    }

    @Override
    public void shadingFill(COSName shadingName) {
        somethingVisible();
    }
}
