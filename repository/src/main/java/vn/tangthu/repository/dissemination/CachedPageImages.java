package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.dissemination.ReadableFiles.Readable;
import vn.tangthu.storage.Digest;

/**
 * Renders pages from verified copies, a few at a time; who asks for a page that is being rendered
 * waits for that one. While an incident of the record is open nothing cached is given out: the file
 * is fetched and matched anew.
 */
@Component
final class CachedPageImages implements PageImages {

    private final ReadableFiles files;
    private final VerifyingRetrieval retrieval;
    private final PageRenderer renderer;
    private final PageCache cache;
    private final HopelessPages hopeless = new HopelessPages(System::nanoTime);
    private final Semaphore renderers;
    private final ConcurrentHashMap<PageCache.Page, CompletableFuture<Rendered>> running =
            new ConcurrentHashMap<>();

    CachedPageImages(
            ReadableFiles files,
            VerifyingRetrieval retrieval,
            PageRenderer renderer,
            PageCache cache,
            DisseminationProperties limits) {
        this.files = files;
        this.retrieval = retrieval;
        this.renderer = renderer;
        this.cache = cache;
        this.renderers = new Semaphore(limits.renderers(), true);
    }

    /** Makes or finds a private copy whose every byte was matched. */
    @FunctionalInterface
    interface Copies {
        VerifiedCopies.Lent open() throws IOException, Damaged;
    }

    @Override
    public Rendered image(ContentFileId file, int page, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        return image(files.find(file, reader).orElseThrow(NotAvailable::new), page, width);
    }

    /** Of a file that the reader may have. */
    Rendered image(Readable readable, int page, int width)
            throws IOException, NotAvailable, Damaged {
        check(page, readable.file().pages(), width);
        PageCache.Page wanted =
                new PageCache.Page(
                        readable.file().sha512(), readable.file().pageOfWhole(page), width);
        String type = readable.file().mimeType();
        Copies copies = () -> retrieval.lend(readable);
        return readable.recordDamaged()
                ? render(copies, type, wanted)
                : cached(copies, type, wanted);
    }

    /** Of a file that is not kept, from a copy that matched its digest. */
    Rendered image(Copies copies, String type, Digest sha512, int page, int pages, int width)
            throws IOException, NotAvailable, Damaged {
        check(page, pages, width);
        return cached(copies, type, new PageCache.Page(sha512, page, width));
    }

    private static void check(int page, int pages, int width) throws NotAvailable {
        if (!WIDTHS.contains(width)) {
            throw new IllegalArgumentException("Widths are " + WIDTHS);
        }
        if (page < 1 || page > pages) {
            throw new NotAvailable();
        }
    }

    private Rendered cached(Copies copies, String type, PageCache.Page page)
            throws IOException, Damaged {
        Optional<Rendered> cached = cache.get(page);
        return cached.isPresent() ? cached.get() : renderOnce(copies, type, page);
    }

    private Rendered renderOnce(Copies copies, String type, PageCache.Page page)
            throws IOException, Damaged {
        CompletableFuture<Rendered> mine = new CompletableFuture<>();
        CompletableFuture<Rendered> first = running.putIfAbsent(page, mine);
        if (first != null) {
            return join(first);
        }
        try {
            Rendered image = render(copies, type, page);
            cache.put(page, image);
            mine.complete(image);
            return image;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(page, mine);
        }
    }

    private static Rendered join(CompletableFuture<Rendered> first) throws IOException, Damaged {
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for a page");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Damaged damaged -> throw damaged;
                case NotRenderable not -> throw new NotRenderable(String.valueOf(not.getMessage()));
                case IOException io -> throw new IOException("The page cannot be rendered", io);
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private Rendered render(Copies copies, String type, PageCache.Page page)
            throws IOException, Damaged {
        hopeless.check(page);
        try {
            renderers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for a renderer");
        }
        try (VerifiedCopies.Lent verified = copies.open()) {
            return renderer.render(verified.path(), type, page.number(), page.width());
        } catch (NotRenderable e) {
            hopeless.add(page);
            throw e;
        } finally {
            renderers.release();
        }
    }
}
