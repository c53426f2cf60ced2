package vn.tangthu.repository.dissemination;

import java.io.IOException;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.SuspectImages;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.SuspectedSecrets.Suspicion;

/** Renders the page each time, from a file that is matched each time. */
@Component
final class UncachedSuspectImages implements SuspectImages {
    private final SuspectedSecrets secrets;
    private final CachedPageImages images;

    UncachedSuspectImages(SuspectedSecrets secrets, CachedPageImages images) {
        this.secrets = secrets;
        this.images = images;
    }

    @Override
    public Rendered image(SuspectedSecrets.Place place, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        Suspicion suspicion = secrets.find(place, reader).orElseThrow(NotAvailable::new);
        if (suspicion.file() == null) {
            throw new NotAvailable();
        }
        return images.image(
                new ReadableFiles.Readable(place.record(), suspicion.file().whole(), true, true),
                place.page(),
                width);
    }
}
