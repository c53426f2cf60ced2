package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.List;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;

/** The same AIP under another id, ids derived from it included. */
final class Copies {
    private Copies() {}

    static Aip withId(Aip aip, AipId id) {
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document document : aip.documents()) {
            List<ContentFile> files = new ArrayList<>();
            for (ContentFile file : document.files()) {
                files.add(
                        new ContentFile(
                                ContentFileId.derive(id, file.path()),
                                file.path(),
                                file.originalName(),
                                file.mimeType(),
                                file.size(),
                                file.pages(),
                                file.sha512(),
                                file.sha256()));
            }
            documents.add(
                    new Aip.Document(
                            DocumentId.derive(id, document.description().docCode()),
                            document.description(),
                            document.rights(),
                            files));
        }
        return new Aip(
                id,
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                documents,
                aip.origin(),
                aip.history());
    }
}
