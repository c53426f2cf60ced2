package vn.tangthu.portal.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.outgoing.ReadersFiles.Watched;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.PairImages;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;

/** Page images of both sides of a pair of duplicates, for archivists. */
@RestController
@RequestMapping(PairFiles.ROOT)
class PairFiles {
    static final String ROOT = "/app-tep/trung-lap";
    private final PairImages images;
    private final DeliveryPairs pairs;
    private final ReadersFiles files;

    PairFiles(PairImages images, DeliveryPairs pairs, ReadersFiles files) {
        this.images = images;
        this.pairs = pairs;
        this.files = files;
    }

    static String image(DeliveryId delivery, String key, boolean other, int page, int width) {
        String side = other ? "kia" : "nay";
        return ROOT + "/" + delivery.value() + "/" + key + "/" + side + "/" + page + "/" + width;
    }

    @GetMapping("/{delivery}/{key}/{side:nay|kia}/{page}/{width}")
    void image(
            @PathVariable UUID delivery,
            @PathVariable String key,
            @PathVariable String side,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DeliveryId id = new DeliveryId(delivery);
        boolean other = side.equals("kia");
        files.watched(
                page,
                width,
                reader -> {
                    if (!reader.is(Role.ARCHIVIST)) {
                        throw new Retrieval.NotAvailable();
                    }
                    PageRenderer.Rendered image =
                            images.image(id, key, other, page, width, reader);
                    ContentFileId kept =
                            pairs.look(id, key, other, reader).map(Shown::file).orElse(null);
                    // What only just came is of no hồ sơ yet.
                    return kept == null
                            ? new Watched(
                                    image,
                                    delivery.toString(),
                                    key + " " + side + " trang " + page)
                            : new Watched(image, kept.toString(), "trang " + page);
                },
                request,
                response);
    }
}
