package vn.tangthu.repository.dissemination;

import java.io.IOException;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.DeliveryPairs.Side;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.PairImages;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * What is kept, the way every reader gets it; what only just came, from a private copy that matched
 * the digest of its check. Both share the caches and the renderers.
 */
@Component
final class CachedPairImages implements PairImages {
    /** A file that is larger is not copied to look at a page. */
    private static final long MOST_BYTES = 512L << 20;

    private final DeliveryPairs pairs;
    private final CachedPageImages images;
    private final VerifiedCopies copies;

    CachedPairImages(DeliveryPairs pairs, CachedPageImages images, VerifiedCopies copies) {
        this.pairs = pairs;
        this.images = images;
        this.copies = copies;
    }

    @Override
    public Rendered image(
            DeliveryId delivery, String key, boolean other, int page, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        Shown shown = pairs.look(delivery, key, other, reader).orElseThrow(NotAvailable::new);
        ContentFileId kept = shown.file();
        if (kept != null) {
            return images.image(kept, page, width, reader);
        }
        Side side = shown.side();
        if (side.kept() || side.sha512().isEmpty()) {
            throw new NotAvailable();
        }
        if (side.facts().bytes() > MOST_BYTES) {
            throw new NotRenderable("The file is larger than " + MOST_BYTES + " bytes");
        }
        Digest sha512 = new Digest(DigestAlgorithm.SHA512, side.sha512());
        try {
            return images.image(
                    () -> copy(delivery, key, other, side, sha512, reader),
                    side.facts().mimeType(),
                    sha512,
                    page,
                    shown.pages(),
                    width);
        } catch (BadBytesException e) {
            throw new NotAvailable(); // changed or gone since it was checked
        }
    }

    private VerifiedCopies.Lent copy(
            DeliveryId delivery, String key, boolean other, Side side, Digest sha512, Reader reader)
            throws IOException {
        return copies.lend(
                sha512,
                null,
                side.facts().bytes(),
                false,
                () -> {
                    try {
                        return pairs.open(delivery, key, other, reader);
                    } catch (NotAvailable e) {
                        throw new BadBytesException(Damage.MISSING, "It is not there any more");
                    }
                });
    }
}
