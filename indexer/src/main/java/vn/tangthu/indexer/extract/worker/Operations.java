package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentProbe.TwoPages;
import vn.tangthu.repository.FormatIdentification;

/** What a worker can do. One thread at a time. */
public final class Operations {
    static final String PDF = "application/pdf";

    private final PdfOnHand pdfs = new PdfOnHand();
    private final Detection detection = new Detection();
    private final OfficeText office = new OfficeText();

    private @Nullable Pronom pronom;
    private @Nullable TrustAnchors anchors;

    public Operations() {
        ImageIO.setUseCache(false);
        Jpeg2000Reader.register();
    }

    /** Throws whatever the parsers throw; the loop makes an answer of it. */
    public Answer answer(Request request) {
        try {
            return switch (request) {
                case Request.Probe r -> probe(Path.of(r.path()));
                case Request.Identify r -> identify(r);
                case Request.Check r -> check(r);
                case Request.Look r -> look(r);
                case Request.Compare r -> compare(r);
                case Request.Layer r -> layer(r);
                case Request.Render r -> render(r);
                case Request.PageImage r -> pageImage(r);
                case Request.Bind r ->
                        BindablePage.of(Path.of(r.path()), r.page(), Path.of(r.out()));
                case Request.BindSheet r ->
                        BindableSheet.of(pdfs.open(Path.of(r.path())), r.page(), Path.of(r.out()));
                case Request.Text r ->
                        office.read(
                                Path.of(r.path()), detection.of(Path.of(r.path())), r.maxChars());
            };
        } catch (InvalidPasswordException e) {
            return new Answer.Encrypted(PDF);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Those of the operator, read when somebody asks. */
    private TrustAnchors anchors() throws IOException {
        TrustAnchors known = anchors;
        if (known == null) {
            known = TrustAnchors.in(System.getProperty(TrustAnchors.DIRECTORY, ""));
            anchors = known;
        }
        return known;
    }

    /** The signatures are read when somebody asks: most workers are asked for pages only. */
    private Pronom pronom() throws IOException {
        Pronom known = pronom;
        if (known == null) {
            known = Pronom.load();
            pronom = known;
        }
        return known;
    }

    private Answer check(Request.Check request) throws IOException {
        return new Answer.Checked(
                switch (request.kind()) {
                    case PDFA -> PdfAValidation.of(Path.of(request.path()));
                    case SIGNATURES -> SignatureValidation.of(Path.of(request.path()), anchors());
                    case FORMAT -> throw new IOException("A format is identified, not checked");
                });
    }

    private Answer identify(Request.Identify request) throws IOException {
        FormatIdentification format = pronom().of(Path.of(request.path()), request.name());
        return new Answer.Identified(format, pronom().endingFits(format, request.name()));
    }

    private Answer probe(Path file) throws IOException {
        String mimeType = detection.of(file);
        if (mimeType.equals(PDF)) {
            return PdfStructure.probe(file, pdfs);
        }
        if (mimeType.startsWith("image/") && ImageFile.isPaged(mimeType)) {
            return ImageFile.probe(file, mimeType);
        }
        if (mimeType.equals("application/x-tika-ooxml-protected")) {
            return new Answer.Encrypted(mimeType);
        }
        if (OfficePackage.is(mimeType)) {
            return OfficePackage.probe(file, mimeType);
        }
        return new Answer.Readable(mimeType, 0);
    }

    private Answer look(Request.Look request) throws IOException {
        Path file = Path.of(request.path());
        return new Answer.Sights(
                Detection.isPdf(file)
                        ? PdfGlance.of(pdfs.open(file), request.from(), request.to())
                        : ImageFile.look(file, request.from(), request.to()));
    }

    private Answer compare(Request.Compare request) {
        // each file is opened once, for all its pages
        List<@Nullable GreyCells> ones = new ArrayList<>();
        for (TwoPages each : request.pages()) {
            ones.add(fine(Path.of(request.path()), each.one()));
        }
        List<Boolean> same = new ArrayList<>();
        for (int i = 0; i < ones.size(); i++) {
            GreyCells one = ones.get(i);
            GreyCells other =
                    one == null
                            ? null
                            : fine(Path.of(request.other()), request.pages().get(i).other());
            same.add(one != null && other != null && SameScan.is(one, other));
        }
        return new Answer.Compared(same);
    }

    /** Null where it cannot be decoded: what one page does to a parser must not cost the others. */
    private @Nullable GreyCells fine(Path file, int page) {
        try {
            return Detection.isPdf(file)
                    ? FinePage.of(pdfs.open(file), page)
                    : FinePage.of(file, page);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private Answer layer(Request.Layer request) throws IOException {
        PDDocument pdf = pdfs.open(Path.of(request.path()));
        return new Answer.Layers(LayerReader.read(pdf, request.from(), request.to()));
    }

    private Answer render(Request.Render request) throws IOException {
        Path file = Path.of(request.path());
        return Detection.isPdf(file)
                ? PdfRaster.jpeg(pdfs.open(file), request.page(), request.width())
                : ImageFile.jpeg(file, request.page(), request.width());
    }

    private Answer pageImage(Request.PageImage request) throws IOException {
        Path file = Path.of(request.path());
        Path out = Path.of(request.out());
        Answer.Scan scan =
                Detection.isPdf(file)
                        ? PdfScan.image(pdfs.open(file), request.page(), out)
                        : ImageFile.scan(file, request.page(), out);
        return UprightImage.of(scan, request);
    }
}
