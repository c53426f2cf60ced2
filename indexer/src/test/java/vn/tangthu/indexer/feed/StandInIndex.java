package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;

/**
 * An index that takes changes in when it is refreshed or committed, as an engine over the network
 * does, and that fails and refuses when it is told to.
 */
final class StandInIndex implements RecordIndex {
    /** What any generation refuses. */
    final Set<AipId> refusing = new HashSet<>();

    final List<StandIn> begun = new ArrayList<>();
    private StandIn current = new StandIn();

    Set<FondsId> withheld = Set.of();

    /** What another opening finds. */
    @Nullable StandIn older;

    final class StandIn implements Generation {
        final Set<AipId> held = new HashSet<>();
        private final Set<AipId> waiting = new HashSet<>();
        private final Map<AipId, String> refused = new LinkedHashMap<>();
        @Nullable IOException fault;
        @Nullable Cursor cursor;
        List<IndexStatus.Parked> parked = List.of();
        boolean open = true;

        /** As a back-up of it. */
        StandIn copy() {
            StandIn copy = new StandIn();
            copy.held.addAll(held);
            copy.cursor = cursor;
            copy.parked = parked;
            return copy;
        }

        private void flush() throws IOException {
            if (fault != null) {
                throw fault;
            }
            for (AipId id : waiting) {
                if (refusing.contains(id)) {
                    refused.put(id, "400: so it is");
                } else {
                    held.add(id);
                }
            }
            waiting.clear();
        }

        @Override
        public Optional<Cursor> cursor() {
            return Optional.ofNullable(cursor);
        }

        @Override
        public List<IndexStatus.Parked> parked() {
            return parked;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void put(IndexableRecord record) {
            waiting.add(record.all().id());
        }

        @Override
        public void remove(AipId id) {
            waiting.remove(id);
            held.remove(id);
        }

        @Override
        public Map<AipId, String> refused() {
            Map<AipId, String> all = Map.copyOf(refused);
            refused.clear();
            return all;
        }

        @Override
        public void expunge(Collection<AipId> ids) throws IOException {
            ids.forEach(this::remove);
            flush();
        }

        @Override
        public void refresh() throws IOException {
            flush();
        }

        @Override
        public void commit(Cursor cursor, List<IndexStatus.Parked> parked) throws IOException {
            flush();
            this.cursor = cursor;
            this.parked = parked;
        }

        @Override
        public void commit(Cursor cursor, List<IndexStatus.Parked> parked, long head)
                throws IOException {
            commit(cursor, parked);
        }

        @Override
        public OptionalLong head() {
            return OptionalLong.empty();
        }

        @Override
        public List<AipId> recordsOf(FondsId fonds, @Nullable AipId after, int most) {
            return held.stream()
                    .sorted(Comparator.comparing(AipId::toString))
                    .filter(id -> after == null || id.toString().compareTo(after.toString()) > 0)
                    .limit(most)
                    .toList();
        }

        @Override
        public Size size() {
            return new Size(held.size(), 0);
        }

        @Override
        public void abandon() {}
    }

    @Override
    public StandIn current() {
        return current;
    }

    @Override
    public Generation begin() {
        begun.add(new StandIn());
        return begun.getLast();
    }

    @Override
    public Optional<Generation> begun() {
        return Optional.empty();
    }

    @Override
    public void swap(Generation fresh) {
        current = (StandIn) fresh;
    }

    @Override
    public void reopen() {
        current = Objects.requireNonNull(older);
    }

    @Override
    public boolean damaged() {
        return false;
    }

    @Override
    public boolean outdated() {
        return false;
    }

    @Override
    public void withhold(Set<FondsId> fonds) {
        withheld = Set.copyOf(fonds);
    }
}
