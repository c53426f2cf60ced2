package vn.tangthu.indexer.extract.worker;

import java.awt.geom.Area;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationPopup;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page shows one picture and nothing else, the whole of it and unchanged, so that the
 * picture can stand for the page. Stricter than what OCR needs: whatever is not sure (a layer that
 * can be switched off, a stamp, a clip through the picture) is left to drawing.
 */
final class LonePicture extends ImageFinder {
    /** Of a clip around a picture, points: scanners round. */
    private static final double MARGIN = 1;

    private static final int NO_CLIP = -1;

    private final PDRectangle box;
    private final GeneralPath path = new GeneralPath();
    private int clips = NO_CLIP;
    private boolean asItIs = true;
    private boolean inked;

    private LonePicture(PDPage page) {
        super(page);
        this.box = page.getCropBox();
    }

    static LonePicture look(PDDocument pdf, PDPage page) throws IOException {
        LonePicture found = new LonePicture(page);
        found.processPage(page);
        if (pdf.getDocumentCatalog().getOCProperties() != null || hasNotes(page)) {
            found.asItIs = false;
        }
        return found;
    }

    /** The picture, with its {@link #placement}; null where the page must be drawn. */
    @Nullable PDImageXObject picture() {
        return asItIs && images == 1 && !visible ? image : null;
    }

    /** Whether the picture is black ink where its bits say so, on whatever lies below. */
    boolean isInk() {
        return inked;
    }

    /** What is drawn over the page: stamps, appearances of signatures, filled forms. */
    private static boolean hasNotes(PDPage page) throws IOException {
        for (PDAnnotation note : page.getAnnotations()) {
            PDRectangle place = note.getRectangle();
            boolean seen =
                    !note.isHidden()
                            && !note.isNoView()
                            && place != null
                            && place.getWidth() > 0
                            && place.getHeight() > 0;
            if (seen && !(note instanceof PDAnnotationLink || note instanceof PDAnnotationPopup)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void drawImage(PDImage drawn) {
        super.drawImage(drawn);
        PDGraphicsState state = getGraphicsState();
        Matrix matrix = state.getCurrentTransformationMatrix();
        if (!(drawn instanceof PDImageXObject object)
                || isAltered(state)
                || !isWhole(matrix, state.getCurrentClippingPath())) {
            asItIs = false;
            return;
        }
        if (drawn.isStencil()) {
            inked = true;
            asItIs &= isBlack(state);
        }
        image = object;
        placement = matrix.clone();
    }

    private static boolean isAltered(PDGraphicsState state) {
        BlendMode blend = state.getBlendMode();
        return state.getSoftMask() != null
                || state.getNonStrokeAlphaConstant() < 1
                || state.getTransfer() != null
                || !(blend == BlendMode.NORMAL || blend == BlendMode.COMPATIBLE);
    }

    private static boolean isBlack(PDGraphicsState state) {
        try {
            return state.getNonStrokingColor().toRGB() == 0;
        } catch (IOException | RuntimeException e) {
            return false; // a pattern, or a colour that cannot be read
        }
    }

    /** Whether the clip leaves all of the picture that is on the page. */
    private boolean isWhole(Matrix matrix, Area clip) {
        Path2D corners = new Path2D.Double();
        Point2D.Float at = matrix.transformPoint(0, 0);
        corners.moveTo(at.x, at.y);
        for (float[] corner : new float[][] {{1, 0}, {1, 1}, {0, 1}}) {
            at = matrix.transformPoint(corner[0], corner[1]);
            corners.lineTo(at.x, at.y);
        }
        Rectangle2D seen =
                corners.getBounds2D()
                        .createIntersection(
                                new Rectangle2D.Double(
                                        box.getLowerLeftX(),
                                        box.getLowerLeftY(),
                                        box.getWidth(),
                                        box.getHeight()));
        double within = 2 * MARGIN;
        return seen.getWidth() > within
                && seen.getHeight() > within
                && clip.contains(
                        seen.getX() + MARGIN,
                        seen.getY() + MARGIN,
                        seen.getWidth() - within,
                        seen.getHeight() - within);
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        if (isAltered(getGraphicsState())) {
            asItIs = false; // inside, the state begins anew
        }
        super.showTransparencyGroup(form);
    }

    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) {
        if (getGraphicsState().getTextState().getRenderingMode().isClip()) {
            asItIs = false;
        }
        super.showGlyph(matrix, font, code, displacement);
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        path.moveTo(p0.getX(), p0.getY());
        path.lineTo(p1.getX(), p1.getY());
        path.lineTo(p2.getX(), p2.getY());
        path.lineTo(p3.getX(), p3.getY());
        path.closePath();
    }

    @Override
    public void clip(int windingRule) {
        clips = windingRule;
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x, y); // a path that begins as it should not
        } else {
            path.lineTo(x, y);
        }
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        if (path.getCurrentPoint() == null) {
            path.moveTo(x1, y1);
        }
        path.curveTo(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        Point2D current = path.getCurrentPoint();
        return current == null ? super.getCurrentPoint() : current;
    }

    @Override
    public void closePath() {
        if (path.getCurrentPoint() != null) {
            path.closePath();
        }
    }

    /** A clip holds from the end of its path on (ISO 32000-1, 8.5.4). */
    @Override
    public void endPath() {
        if (clips != NO_CLIP) {
            path.setWindingRule(clips);
            getGraphicsState().intersectClippingPath(path);
            clips = NO_CLIP;
        }
        path.reset();
    }

    @Override
    public void strokePath() {
        super.strokePath();
        endPath();
    }

    @Override
    public void fillPath(int windingRule) {
        super.fillPath(windingRule);
        endPath();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        super.fillAndStrokePath(windingRule);
        endPath();
    }

    @Override
    public void shadingFill(COSName shadingName) {
        super.shadingFill(shadingName);
        endPath();
    }
}
