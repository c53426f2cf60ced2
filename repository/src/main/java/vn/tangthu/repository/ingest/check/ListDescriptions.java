package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.file.Path;
import vn.tangthu.repository.ingest.lists.DocumentListReader;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.lists.RecordListReader;
import vn.tangthu.repository.ingest.source.DeliveryFiles;
import vn.tangthu.repository.ingest.source.FolderWalk;
import vn.tangthu.repository.ingest.source.SourceLimits;

/** The lists of hồ sơ and of documents, which lie beside the files. */
record ListDescriptions(Path root, SourceLimits sourceLimits, ListLimits listLimits)
        implements Descriptions {
    @Override
    public FolderWalk.Walked walk() throws IOException {
        return new FolderWalk(sourceLimits).walk(root);
    }

    @Override
    public void read(DeliveryFiles files, FromWhom from, FindingSink findings, Rows rows)
            throws IOException {
        if (files.recordList().isPresent()) {
            new RecordListReader(from.headings(), rows::column)
                    .read(
                            files.recordList().get(),
                            listLimits,
                            findings,
                            row -> rows.record(row, false));
        }
        if (files.documentList().isPresent()) {
            new DocumentListReader(from.headings(), rows::column)
                    .read(files.documentList().get(), listLimits, findings, rows::document);
        }
    }
}
