package vn.tangthu.repository.granted;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;

/**
 * Erases the copies of what is erased, whatever became of them. What the store holds back is noted
 * in their rows and tried again.
 */
@Component
class ErasedGrantedCopies implements ErasureStep {
    private final GrantedRows rows;
    private final GrantedBytes bytes;

    ErasedGrantedCopies(GrantedRows rows, GrantedBytes bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    @Override
    public Place place() {
        return Place.DERIVED;
    }

    @Override
    public void erase(List<Erased> some) throws IOException {
        for (Erased one : some) {
            for (GrantedRows.Row row : rows.ofRecord(one.object())) {
                boolean unusedState = rows.expired(row.copy().id());
                boolean unused = bytes.erase(row.copy().id()); // what is not is tried again hourly
            }
        }
    }
}
