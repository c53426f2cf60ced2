package vn.tangthu.repository.ingest.corrections;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;

/** What one row changes. */
sealed interface Change {
    String place();

    AipId record();

    @Nullable DocumentId document();

    String code();

    /** Of the hồ sơ, that the row was made of. */
    int version();

    Record before();

    Record after();

    record OfRecord(
            String place, AipId record, int version, FileDescription before, FileDescription after)
            implements Change {
        @Override
        public @Nullable DocumentId document() {
            return null;
        }

        @Override
        public String code() {
            return before.arcFileCode();
        }
    }

    record OfDocument(
            String place,
            AipId record,
            int version,
            DocumentId document,
            DocumentDescription before,
            DocumentDescription after)
            implements Change {
        @Override
        public String code() {
            return before.docCode();
        }
    }
}
