package vn.tangthu.repository.granted;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;

/**
 * Erases the copies of what is erased, whatever became of them, and the boxes that were drawn on it. What the store holds back is noted
 * in their rows and tried again.
 */
@Component
class ErasedGrantedCopies implements ErasureStep {
    private final GrantedRows rows;
    private final RedactionRows boxes;
    private final GrantedBytes bytes;

    ErasedGrantedCopies(GrantedRows rows, RedactionRows boxes, GrantedBytes bytes) {
        this.rows = rows;
        this.boxes = boxes;
        this.bytes = bytes;
    }

    @Override
    public Place place() {
        return Place.DERIVED;
    }

    @Override
    public void erase(List<Erased> some) throws IOException {
        for (Erased one : some) {
            boxes.erase(one.object());
            for (GrantedRows.Row row : rows.ofRecord(one.object())) {
                boolean unusedState = rows.expired(row.copy().id());
                boolean unused = bytes.erase(row.copy().id()); // what is not is tried again hourly
            }
        }
    }
}
