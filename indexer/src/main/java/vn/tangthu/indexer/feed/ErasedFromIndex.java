package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ErasureStep;

/** The index without what is erased, also in files of which it only was deleted. */
@Component
final class ErasedFromIndex implements ErasureStep {
    private final IndexLevel level;

    ErasedFromIndex(IndexLevel level) {
        this.level = level;
    }

    @Override
    public Place place() {
        return Place.INDEX;
    }

    @Override
    public void erase(List<Erased> some) throws IOException {
        level.expunge(some.stream().map(one -> new AipId(one.object())).toList());
    }
}
