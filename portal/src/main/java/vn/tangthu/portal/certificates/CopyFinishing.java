package vn.tangthu.portal.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.ConversionMark;
import vn.tangthu.portal.papers.CopyMark;
import vn.tangthu.portal.papers.DipCertificate;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.CopyPapers;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Level;
import vn.tangthu.repository.PublicAddress;

/**
 * Puts the mark on a copy, the archive's signature on one that is certified, and writes the
 * certificate of a DIP.
 */
@Component
class CopyFinishing implements CopyPapers {
    private final PdfSigning signing;
    private final String archiveName;
    private final String publicUrl;

    CopyFinishing(
            PdfSigning signing,
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archiveName,
            @Value("${tangthu.portal.public-url:}") String publicUrl) {
        this.signing = signing;
        this.archiveName = archiveName;
        this.publicUrl = PublicAddress.of(publicUrl);
    }

    @Override
    public boolean certifies() {
        return signing.configured();
    }

    @Override
    public Finished finish(Path bound, Path to, Facts facts, boolean waits)
            throws IOException, NotSigned, NoStamp {
        String page = page(facts.code());
        if (facts.kind() == Kind.PAPER) {
            ConversionMark.write(bound, to, facts, archiveName, page);
            return new Finished(Level.NONE, null);
        }
        CopyMark.Words words = new CopyMark.Words(facts, archiveName, page);
        if (facts.kind() == Kind.PLAIN) {
            var unused = CopyMark.write(bound, to, words);
            return new Finished(Level.NONE, null);
        }
        Path marked = to.resolveSibling("marked.pdf");
        try {
            CopyMark.Block block = CopyMark.write(bound, marked, words);
            PdfSigning.Sealed sealed = sealed(marked, to, block, facts, waits);
            return new Finished(level(sealed.level()), sealed.signer());
        } finally {
            Files.deleteIfExists(marked);
        }
    }

    @Override
    public Finished certify(Certified facts, Path to) throws IOException {
        String page = page(facts.code());
        AtomicReference<@Nullable String> name = new AtomicReference<>();
        PdfSigning.Signed signed =
                signing.sign(
                        "Giấy xác thực " + facts.number(),
                        (out, signer) -> {
                            name.set(signer);
                            DipCertificate.write(facts, archiveName, page, signer, out);
                        });
        var unused = Files.write(to, signed.pdf());
        return new Finished(level(signed.level()), name.get());
    }

    private String page(String code) {
        return publicUrl.isEmpty() ? "" : publicUrl + "/ban-sao/" + code;
    }

    private static Level level(PdfSigning.Level level) {
        return switch (level) {
            case UNSIGNED -> Level.NONE;
            case B_B -> Level.B_B;
            case B_T -> Level.B_T;
        };
    }

    private PdfSigning.Sealed sealed(
            Path marked, Path to, CopyMark.Block block, Facts facts, boolean waits)
            throws NotSigned, NoStamp {
        try {
            return signing.seal(
                    "Bản sao có xác thực " + facts.number(),
                    marked,
                    to,
                    new PdfSigning.Shown(
                            block.png(), block.x(), block.y(), block.width(), block.height()),
                    waits);
        } catch (PdfSigning.StampAway e) {
            throw new NoStamp(e);
        } catch (IOException e) {
            throw new NotSigned(e);
        }
    }
}
