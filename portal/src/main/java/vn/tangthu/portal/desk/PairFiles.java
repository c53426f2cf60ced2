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
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.PairImages;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;

/** Page images of both sides of a pair of duplicates, for archivists. */
@RestController
@RequestMapping(PairFiles.ROOT)
class PairFiles {
    static final String ROOT = "/app-tep/trung-lap";
    private final PairImages images;
    private final ReadersFiles files;

    PairFiles(PairImages images, ReadersFiles files) {
        this.images = images;
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
        files.worked(
                delivery.toString(),
                key + " " + side + ", trang " + page,
                reader -> new ReadingPurpose(Kind.QUALITY, ""),
                page,
                width,
                reader -> {
                    if (!reader.is(Role.ARCHIVIST)) {
                        throw new Retrieval.NotAvailable();
                    }
                    return images.image(
                            new DeliveryId(delivery), key, side.equals("kia"), page, width, reader);
                },
                request,
                response);
    }
}
