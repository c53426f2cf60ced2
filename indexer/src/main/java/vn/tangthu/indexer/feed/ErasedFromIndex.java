package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.FormerIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ErasureStep;

/** The index without what is erased, also in files of which it only was deleted. */
@Component
final class ErasedFromIndex implements ErasureStep {
    private final IndexLevel level;
    private final FormerIndex former;

    ErasedFromIndex(IndexLevel level, FormerIndex former) {
        this.level = level;
        this.former = former;
    }

    @Override
    public Place place() {
        return Place.INDEX;
    }

    @Override
    public void erase(List<Erased> some) throws IOException {
        former.forget();
        level.expunge(some.stream().map(one -> new AipId(one.object())).toList());
    }
}
