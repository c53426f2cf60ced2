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
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.RecordHistory;

/** Page images and files of earlier versions, for those who look after the archive. */
@RestController
@RequestMapping(VersionFiles.ROOT)
class VersionFiles {
    static final String ROOT = "/app-tep/phien-ban";
    private final RecordHistory history;
    private final ReadersFiles files;

    VersionFiles(RecordHistory history, ReadersFiles files) {
        this.history = history;
        this.files = files;
    }

    static String image(AipId id, int version, ContentFileId file, int page, int width) {
        return ROOT + "/" + id + "/" + version + "/" + file + "/trang/" + page + "/" + width;
    }

    static String download(AipId id, int version, ContentFileId file) {
        return ROOT + "/" + id + "/" + version + "/" + file;
    }

    @GetMapping("/{id}/{version}/{file}/trang/{page}/{width}")
    void image(
            @PathVariable UUID id,
            @PathVariable int version,
            @PathVariable UUID file,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        files.watched(
                page,
                width,
                reader ->
                        new Watched(
                                history.image(
                                        new AipId(id),
                                        version,
                                        new ContentFileId(file),
                                        page,
                                        width,
                                        reader),
                                id.toString(),
                                "v" + version + " trang " + page + ", " + file),
                request,
                response);
    }

    @GetMapping("/{id}/{version}/{file}")
    void file(
            @PathVariable UUID id,
            @PathVariable int version,
            @PathVariable UUID file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        files.file(
                "DOWNLOAD_VERSION",
                id + " v" + version,
                "v" + version + "-",
                reader -> history.open(new AipId(id), version, new ContentFileId(file), reader),
                request,
                response);
    }
}
