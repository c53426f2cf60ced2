package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DerivativeStore;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The ports the extraction works with, in memory, over files in a directory. */
final class FakeArchive implements TextWork, DerivativeStore, Retrieval {
    private record Entry(Item item, Path path) {}

    private final Map<ContentFileId, Entry> entries = new LinkedHashMap<>();
    private final Map<ContentFileId, Stage> waiting = new LinkedHashMap<>();
    private final Set<ContentFileId> claimed = new HashSet<>();
    private final Map<ContentFileId, Found> found = new HashMap<>();
    private final Map<String, byte[]> derivatives = new HashMap<>();
    private final Set<ContentFileId> damaged = new HashSet<>();
    private final List<ContentFileId> open = new ArrayList<>(); // one may be opened twice
    int troublesOfTheStore;
    int opened;
    int puts;
    final Set<ContentFileId> keptOld = new HashSet<>();
    final Set<ContentFileId> survived = new HashSet<>();
    final Set<ContentFileId> left = new HashSet<>();

    /** Another process has them. */
    final Set<ContentFileId> lost = new HashSet<>();

    int read;
    volatile int tooMuch;
    volatile int doneCalls;
    volatile boolean paused;

    /** The database does not answer who asks for what it has. */
    volatile boolean outage;

    /** Copies of files cannot be deleted. */
    volatile boolean undeletable;

    @Nullable ContentFileId awaited;

    synchronized ContentFile add(Path path, String mimeType, int pages) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        ContentFile content =
                new ContentFile(
                        new ContentFileId(UUID.randomUUID()),
                        "representations/rep1/data/" + path.getFileName(),
                        path.getFileName().toString(),
                        mimeType,
                        bytes.length,
                        pages,
                        Digest.of(DigestAlgorithm.SHA512, bytes),
                        Digest.of(DigestAlgorithm.SHA256, bytes));
        Item item =
                new Item(
                        content.id(),
                        new AipId(UUID.randomUUID()),
                        new DocumentId(UUID.randomUUID()),
                        content);
        entries.put(content.id(), new Entry(item, path));
        waiting.put(content.id(), Stage.LAYER);
        return content;
    }

    /** Pages of a file as a document of their own. */
    synchronized ContentFile addPart(ContentFile whole, Path path, int from, int to) {
        return addPart(whole, path, from, to, to);
    }

    /** The same, answering for the pages after it, too. */
    synchronized ContentFile addPart(
            ContentFile whole, Path path, int from, int to, int answersTo) {
        DocumentId document = new DocumentId(UUID.randomUUID());
        ContentFile part = whole.part(document, from, to, null);
        Item item =
                new Item(part.id(), new AipId(UUID.randomUUID()), document, part, from, answersTo);
        entries.put(part.id(), new Entry(item, path));
        waiting.put(part.id(), Stage.LAYER);
        return part;
    }

    /** Takes a file out of the line again. */
    synchronized void remove(ContentFile file) {
        entries.remove(file.id());
        waiting.remove(file.id());
    }

    synchronized void damage(ContentFile file) {
        damaged.add(file.id());
    }

    /** As a rebuild does: everything waits again, the derivatives stay. */
    synchronized void everythingWaitsAgain() {
        found.clear();
        entries.keySet().forEach(id -> waiting.put(id, Stage.LAYER));
    }

    synchronized void waitsForOcr(ContentFile file) {
        waiting.put(file.id(), Stage.OCR);
    }

    synchronized void forgetDerivatives() {
        derivatives.clear();
    }

    synchronized int openCopies() {
        return open.size();
    }

    synchronized int claims() {
        return claimed.size();
    }

    synchronized Set<String> kinds(ContentFile file) {
        Set<String> kinds = new HashSet<>();
        derivatives.keySet().stream()
                .filter(key -> key.startsWith(file.sha512().hex()))
                .forEach(key -> kinds.add(key.substring(129)));
        return kinds;
    }

    /** What was found, without how well it was read. */
    synchronized Optional<Found> found(ContentFile file) {
        return Optional.ofNullable(found.get(file.id()))
                .map(
                        f ->
                                new Found(
                                        f.pages(),
                                        f.pagesWithText(),
                                        f.pagesWaiting(),
                                        f.pagesFailed(),
                                        f.failure()));
    }

    synchronized Quality quality(ContentFile file) {
        return Objects.requireNonNull(found.get(file.id())).quality();
    }

    private void answer() {
        if (outage) {
            throw new IllegalStateException("The database is away");
        }
    }

    @Override
    public synchronized List<Item> claim(Stage stage, int limit) {
        List<Item> items = new ArrayList<>();
        waiting.forEach(
                (id, wanted) -> {
                    if (wanted == stage && items.size() < limit && !claimed.contains(id)) {
                        Entry entry = entries.get(id);
                        if (entry != null) {
                            items.add(entry.item);
                        }
                    }
                });
        items.forEach(item -> claimed.add(item.file()));
        return items;
    }

    @Override
    public synchronized Optional<Item> claimAwaited() {
        ContentFileId wanted = awaited;
        if (wanted == null || claimed.contains(wanted) || waiting.get(wanted) != Stage.OCR) {
            return Optional.empty();
        }
        claimed.add(wanted);
        return Optional.of(Objects.requireNonNull(entries.get(wanted)).item);
    }

    /** Asks for the pages of a file to be read by another model. */
    synchronized void readAgain(ContentFile file, String model) {
        Entry old = Objects.requireNonNull(entries.get(file.id()));
        Item item = old.item;
        entries.put(
                file.id(),
                new Entry(
                        new Item(
                                item.file(),
                                item.aip(),
                                item.document(),
                                item.content(),
                                item.from(),
                                item.to(),
                                model),
                        old.path));
        waiting.put(file.id(), Stage.AGAIN);
    }

    @Override
    public synchronized void keepOld(ContentFileId file) {
        claimed.remove(file);
        waiting.remove(file);
        keptOld.add(file);
    }

    @Override
    public boolean paused() {
        return paused;
    }

    @Override
    public synchronized boolean isHeld(Digest sha512) {
        return entries.values().stream()
                .anyMatch(entry -> entry.item.content().sha512().equals(sha512));
    }

    @Override
    public synchronized void survived(ContentFileId file) {
        survived.add(file);
    }

    @Override
    public synchronized void pagesRead(int pages) {
        if (tooMuch > 0) {
            tooMuch--;
            throw new OutOfMemoryError("as if");
        }
        read += pages;
    }

    @Override
    public synchronized int releaseAllBut(Set<ContentFileId> files) {
        int before = claimed.size();
        claimed.retainAll(files);
        return before - claimed.size();
    }

    @Override
    public synchronized void release(ContentFileId file) {
        answer();
        claimed.remove(file);
    }

    @Override
    public synchronized boolean done(ContentFileId file, Found result) {
        answer();
        if (lost.contains(file)) {
            return false;
        }
        if (!claimed.remove(file)) {
            throw new IllegalStateException("Not claimed: " + file);
        }
        found.put(file, result);
        doneCalls++;
        if (result.pagesWaiting() > 0) {
            waiting.put(file, Stage.OCR);
        } else {
            waiting.remove(file);
        }
        return true;
    }

    @Override
    public synchronized void leaveToArchive(ContentFileId file) {
        claimed.remove(file);
        waiting.remove(file);
        left.add(file);
    }

    @Override
    public synchronized boolean isLost(ContentFileId file) {
        answer();
        return lost.contains(file);
    }

    @Override
    public synchronized boolean isInLine(String sha512) {
        return waiting.keySet().stream()
                .map(entries::get)
                .anyMatch(
                        entry ->
                                entry != null
                                        && entry.item.content().sha512().hex().startsWith(sha512));
    }

    @Override
    public synchronized int retryFailed() {
        List<ContentFileId> again =
                found.entrySet().stream()
                        .filter(e -> e.getValue().pagesFailed() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
        again.forEach(id -> waiting.put(id, Stage.LAYER));
        return again.size();
    }

    @Override
    public synchronized Optional<Coverage> coverage(ContentFileId file) {
        return Optional.ofNullable(found.get(file))
                .map(
                        last ->
                                new Coverage(
                                        State.WAITING,
                                        last.pages(),
                                        last.pagesWithText(),
                                        last.pagesWaiting(),
                                        last.pagesFailed(),
                                        last.failure()));
    }

    @Override
    public Set<ContentFileId> readByOcr(AipId record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean layersWaiting() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Totals totals() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Optional<byte[]> get(Digest sha512, String kind) {
        return Optional.ofNullable(derivatives.get(sha512.hex() + "/" + kind));
    }

    @Override
    public synchronized void put(Digest sha512, String kind, byte[] derivative) throws IOException {
        if (troublesOfTheStore > 0) {
            troublesOfTheStore--;
            throw new IOException("The store is away");
        }
        derivatives.put(sha512.hex() + "/" + kind, derivative);
        puts++;
    }

    @Override
    public synchronized void delete(Digest sha512, String kind) {
        derivatives.remove(sha512.hex() + "/" + kind);
    }

    @Override
    public synchronized VerifiedFile open(ContentFileId file, Reader reader)
            throws NotAvailable, Damaged {
        Entry entry = entries.get(file);
        if (entry == null || !reader.equals(Reader.OPERATOR)) {
            throw new NotAvailable();
        }
        if (damaged.contains(file)) {
            throw new Damaged(file);
        }
        opened++;
        open.add(file);
        return new VerifiedFile() {
            @Override
            public Path path() {
                return entry.path;
            }

            @Override
            public ContentFile file() {
                return entry.item.content();
            }

            @Override
            public void close() throws IOException {
                if (undeletable) {
                    throw new IOException("as if");
                }
                synchronized (FakeArchive.this) {
                    open.remove(file);
                }
            }
        };
    }
}
