package vn.tangthu.indexer.extract;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.storage.Digest;

/** Remembers what it was told. */
final class NotedSecrets implements SuspectedSecrets {
    record Noted(Digest sha512, int page, Level level) {}

    final List<Noted> noted = new CopyOnWriteArrayList<>();

    @Override
    public void suspect(Digest sha512, int page, Level level) {
        noted.add(new Noted(sha512, page, level));
    }

    @Override
    public Slice<Suspicion> open(int offset, int limit, Reader reader) {
        return new Slice<>(List.of(), offset, 0);
    }

    @Override
    public Slice<Decision> decided(int offset, int limit, Reader reader) {
        return new Slice<>(List.of(), offset, 0);
    }

    @Override
    public Optional<Suspicion> find(Place place, Reader reader) {
        return Optional.empty();
    }

    @Override
    public void release(Place place, String reason, Reader officer) {}

    @Override
    public void purge(AipId record, String reason, Reader officer) {}

    @Override
    public void purgeDocument(Place place, String reason, Reader officer) {}

    @Override
    public Slice<Unread> unread(int offset, int limit, Reader reader) {
        return new Slice<>(List.of(), offset, 0);
    }

    @Override
    public void showUnread(AipId record, String reason, Reader officer) {}

    @Override
    public boolean blocks(String arcFileCode) {
        return false;
    }
}
