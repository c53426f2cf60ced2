package vn.tangthu.indexer.extract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.tangthu.repository.SecretStamps;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.storage.Digest;

/** Remembers what it was told. */
final class NotedSecrets implements SecretStamps {
    record Noted(Digest sha512, int page, Level level) {}

    final List<Noted> noted = new CopyOnWriteArrayList<>();

    @Override
    public void suspect(Digest sha512, int page, Level level) {
        noted.add(new Noted(sha512, page, level));
    }
}
