package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.PdfAValidation;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.indexer.extract.worker.TrustAnchors;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;

/** Looks at delivered files in a worker. */
@Component
final class WorkerContentProbe implements ContentProbe {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerContentProbe.class);

    /**
     * A file of a scanner is looked at in a tenth of a second; what is made to be endless must not
     * hold up a delivery. With the start of a worker and all the rest it is told within ten.
     */
    static final Duration LEAST = Duration.ofSeconds(7);

    static final Duration MOST = Duration.ofSeconds(60);

    /** A slow disk reads so much of a large file in a second. */
    private static final long BYTES_A_SECOND = 8L << 20;

    /** Pages of one look: some tenths of a second. */
    private static final int AT_ONCE = 8;

    static final Duration LOOK = Duration.ofSeconds(4);

    /** Two pages are decoded and compared in some tenths of a second. */
    private static final Duration COMPARE = Duration.ofSeconds(3);

    /** Some hundredths of a second, and once two seconds for reading the signatures. */
    private static final Duration IDENTIFY = Duration.ofSeconds(20);

    /**
     * Beside that of its size: some tenths of a second, and once some seconds to read the rules.
     */
    static final Duration CHECK = Duration.ofSeconds(20);

    private static final int MOST_FAILED = 2;

    private final WorkerPool workers;
    private final String signatureTool;

    /** Empty while it is not known. */
    private volatile String pronom = "";

    /**
     * @param trust directory with the trust anchors of the operator; empty for none
     */
    @Autowired
    WorkerContentProbe(
            WorkerPool workers, @Value("${" + TrustAnchors.DIRECTORY + ":}") String trust)
            throws IOException {
        this(workers, TrustAnchors.in(trust));
    }

    /** Without trust anchors. */
    WorkerContentProbe(WorkerPool workers) {
        this(workers, TrustAnchors.NONE);
    }

    WorkerContentProbe(WorkerPool workers, TrustAnchors anchors) {
        this.workers = workers;
        this.signatureTool = anchors.tool();
    }

    /** How long a file of so many bytes may take. */
    static Duration limit(long bytes) {
        Duration limit = LEAST.plusSeconds(bytes / BYTES_A_SECOND);
        return limit.compareTo(MOST) < 0 ? limit : MOST;
    }

    /**
     * @throws UncheckedIOException when no worker could be had; that says nothing about the file
     */
    @Override
    public Result probe(Path file) {
        Request request = new Request.Probe(file.toAbsolutePath().toString());
        Answer answer;
        try {
            answer = workers.ask(Lane.BACKGROUND, request, limit(Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be looked at now: " + file, e);
        }
        return switch (answer) {
            case Answer.Readable a -> looked(file, a);
            case Answer.Encrypted a -> new Result.Encrypted(a.mimeType());
            case Answer.Failed a -> new Result.Unreadable(a.reason());
            case Answer.Layers _,
                    Answer.Jpeg _,
                    Answer.Scan _,
                    Answer.Bindable _,
                    Answer.Text _,
                    Answer.Sights _,
                    Answer.Compared _,
                    Answer.Checked _,
                    Answer.Identified _ ->
                    throw new IllegalStateException("Not an answer to a probe: " + answer);
        };
    }

    /** What overruns is of no known format; so is all where the signatures cannot be read. */
    @Override
    public @Nullable Identified identify(Path file, String name) {
        Request request = new Request.Identify(file.toAbsolutePath().toString(), name);
        try {
            Answer answer = workers.ask(Lane.BACKGROUND, request, IDENTIFY);
            if (answer instanceof Answer.Identified(FormatIdentification format, boolean fits)) {
                return new Identified(format, fits);
            }
            if (answer instanceof Answer.Failed(String reason)) {
                LOG.warn("The format of {} was not identified: {}", file, reason);
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be looked at now: " + file, e);
        }
    }

    /** Asked once: a worker reads the signature files that were set when the process started. */
    @Override
    public String signatures() {
        String known = pronom;
        if (!known.isEmpty()) {
            return known;
        }
        try {
            Path file = Files.createTempFile("pronom-", ".txt");
            try {
                Identified any = identify(Files.writeString(file, "Tàng Thư"), "pronom.txt");
                pronom = any == null ? "" : any.format().signatures();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The versions of the signature files are not known now", e);
        }
        return pronom;
    }

    /** What overruns, dies of it or cannot be parsed is undecided, with the reason. */
    @Override
    public ContentCheck check(Path file, ContentCheck.Kind kind) {
        Request request = new Request.Check(file.toAbsolutePath().toString(), kind);
        try {
            Answer answer =
                    workers.ask(Lane.BACKGROUND, request, CHECK.plus(limit(Files.size(file))));
            if (answer instanceof Answer.Checked(ContentCheck check)) {
                return check;
            }
            String reason =
                    answer instanceof Answer.Failed(String why) ? why : "mật khẩu / a password";
            LOG.info("{} of {} was not checked: {}", kind, file, reason);
            return new ContentCheck(
                    kind,
                    ContentCheck.Outcome.UNDECIDED,
                    "?\n" + reason,
                    tool(kind),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS));
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be looked at now: " + file, e);
        }
    }

    @Override
    public String tool(ContentCheck.Kind kind) {
        return switch (kind) {
            case PDFA -> PdfAValidation.TOOL;
            case SIGNATURES -> signatureTool;
            case FORMAT -> signatures();
        };
    }

    /** What overruns or cannot be decoded is not the same. */
    @Override
    public List<Boolean> sameScan(Path one, Path other, List<TwoPages> pages) {
        Request request =
                new Request.Compare(
                        one.toAbsolutePath().toString(), other.toAbsolutePath().toString(), pages);
        try {
            if (workers.ask(Lane.BACKGROUND, request, COMPARE.multipliedBy(1 + pages.size()))
                    instanceof Answer.Compared(List<Boolean> same)) {
                return same;
            }
            return Collections.nCopies(pages.size(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be compared now: " + one, e);
        }
    }

    /**
     * With what a quick look at the images adds. A few pages at a time, so that one that overruns
     * does not cost the others; what does so again is left unseen, for the file itself was read.
     */
    private Result looked(Path file, Answer.Readable readable) {
        List<PageFacts> each = readable.each();
        List<PageFacts> pages = new ArrayList<>(each);
        List<PagePrint> prints = new ArrayList<>(Collections.nCopies(each.size(), PagePrint.NONE));
        List<ScanPrint> scans = new ArrayList<>(Collections.nCopies(each.size(), ScanPrint.NONE));
        int failed = 0;
        for (int from = 1; from <= each.size() && failed < MOST_FAILED; from += AT_ONCE) {
            int to = Math.min(each.size(), from + AT_ONCE - 1);
            Request request = new Request.Look(file.toAbsolutePath().toString(), from, to);
            Answer answer;
            try {
                answer = workers.ask(Lane.BACKGROUND, request, LOOK);
            } catch (IOException e) {
                throw new UncheckedIOException("The file could not be looked at now: " + file, e);
            }
            if (answer instanceof Answer.Sights seen) {
                for (int page = from; page <= to; page++) {
                    Answer.Sighted sighted = seen.pages().get(page - from);
                    pages.set(page - 1, each.get(page - 1).with(sighted.sight()));
                    prints.set(page - 1, sighted.print());
                    scans.set(page - 1, sighted.scan());
                }
            } else {
                failed++;
            }
        }
        return new Result.Readable(
                readable.mimeType(), readable.pages(), pages, prints, scans, readable.claims());
    }
}
