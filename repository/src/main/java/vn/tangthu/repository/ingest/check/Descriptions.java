package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.source.DeliveryFiles;
import vn.tangthu.repository.ingest.source.FolderWalk;

/** What says of the files of a delivery what they are: its lists, or the packages they came in. */
interface Descriptions {
    /** What lies there, and which of it is described here. */
    FolderWalk.Walked walk() throws IOException;

    /** Hands on what is said. */
    void read(DeliveryFiles files, FromWhom from, FindingSink findings, Rows rows)
            throws IOException;

    /** Takes what is said, in its order. */
    interface Rows {
        /**
         * @param refused whether a finding stands against it already
         */
        void record(SipRecord record, boolean refused);

        /** Documents for a hồ sơ that is kept already, of which only the code holds. */
        default void late(SipRecord record, boolean refused) {
            record(record, refused);
        }

        void document(SipDocument document);

        void column(DeliveredColumn column);
    }
}
