package vn.tangthu.repository;

import java.util.List;

/**
 * A document of a kept hồ sơ.
 *
 * @param rights its own, already joined with those of hồ sơ and fonds: the strictest, also of
 *     documents with which it shares a page of a file
 * @param files in the order of reading; one for a digitised document
 */
public record ArchivalDocument(
        DocumentId id, DocumentDescription description, Rights rights, List<ContentFile> files) {
    public ArchivalDocument {
        files = List.copyOf(files);
    }
}
