package vn.tangthu.repository.ingest.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;

/**
 * Two rows of a list with one code.
 *
 * @param code of both, as the first has it
 * @param one the later row
 * @param other the earlier one
 */
public record CodeTwins(String code, Row one, Row other) {
    static void add(List<CodeTwins> twins, String code, SipRecord one, SipRecord other) {
        if (twins.size() < DeliveryPairs.MOST) {
            twins.add(new CodeTwins(code, Row.of(one), Row.of(other)));
        }
    }

    static void add(List<CodeTwins> twins, String code, SipDocument one, SipDocument other) {
        if (twins.size() < DeliveryPairs.MOST) {
            twins.add(new CodeTwins(code, Row.of(one), Row.of(other)));
        }
    }

    /**
     * A row: of a hồ sơ or of a document.
     *
     * @param place list and row
     */
    public record Row(
            String place,
            @Nullable FileDescription record,
            @Nullable DocumentDescription document) {
        static Row of(SipRecord row) {
            return new Row(row.place(), row.description(), null);
        }

        static Row of(SipDocument row) {
            return new Row(row.place(), null, row.description());
        }
    }
}
