package vn.tangthu.repository.granted;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.Reader;

/**
 * Erases the copies of what is erased, whatever became of them, and ends what is read of it and
 * forgets the boxes that were drawn on it. What the store holds back is noted in their rows and
 * tried again.
 */
@Component
class ErasedGrantedCopies implements ErasureStep {
    private final GrantedRows rows;
    private final RedactionRows boxes;
    private final ReadingRows readings;
    private final Clock clock;
    private final GrantedBytes bytes;

    ErasedGrantedCopies(
            GrantedRows rows,
            RedactionRows boxes,
            ReadingRows readings,
            GrantedBytes bytes,
            Clock clock) {
        this.rows = rows;
        this.boxes = boxes;
        this.readings = readings;
        this.clock = clock;
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
            Instant now = clock.instant();
            for (ReadingRows.Row row : readings.ofRecord(one.object(), now)) {
                UUID id = row.reading().id();
                boolean unusedEnd = readings.ended(id, now, Reader.OPERATOR.name(), "");
                readings.forget(id);
            }
            for (GrantedRows.Row row : rows.ofRecord(one.object())) {
                boolean unusedState = rows.expired(row.copy().id());
                boolean unused = bytes.erase(row.copy().id()); // what is not is tried again hourly
            }
        }
    }
}
