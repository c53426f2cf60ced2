package vn.tangthu.indexer.extract;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code tesseract} command: one thread a process (its own threads make it eight times slower
 * on a busy machine), at low priority, ended when it takes too long and when we die.
 */
final class Tesseract implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Tesseract.class);

    /** The most that it may say about a page, characters of TSV; a full page has 50,000. */
    private static final int MAX_OUTPUT = 8 << 20;

    /** A row that begins a page. */
    private static final String PAGE = "1\t";

    private static final int MAX_REASON = 200;

    private static final String NAME = "tesseract";

    private static final Pattern VERSION = Pattern.compile(NAME + " v?[0-9][0-9.]{0,20}");

    /** Exit codes from here on: ended by a signal. */
    private static final int SIGNALLED = 128;

    /** How a page, or several, ended. */
    sealed interface Result {
        /** All were read; a table of words for each, in their order, or none if they were taken. */
        record Read(List<String> tables) implements Result {
            public Read {
                tables = List.copyOf(tables);
            }

            /** Of a page that was read alone. */
            String tsv() {
                return tables.isEmpty() ? "" : tables.getFirst();
            }
        }

        record Failed(String reason) implements Result {}

        /** Somebody else ended it: the kernel when memory ran out, or a person. */
        record Killed(int signal) implements Result {}
    }

    /** The command is not there (any more). */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(IOException cause) {
            super("tesseract could not be started", cause);
        }
    }

    private final String command;
    private final Path tmp;
    private final List<String> wrapper;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Set<OcrModel> known = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile @Nullable String version;

    /**
     * @param command name or path of the command
     * @param tmp an existing directory for its temporary files
     */
    Tesseract(String command, Path tmp) {
        this.command = command;
        this.tmp = tmp;
        this.wrapper = wrapper();
    }

    private static List<String> wrapper() {
        List<String> words = new ArrayList<>();
        if (isInstalled("setpriv")) { // the kernel ends it when the thread that started it ends
            words.addAll(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        }
        if (isInstalled("nice")) {
            words.addAll(List.of("nice", "-n", "10"));
        }
        return words;
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(":"))
                        .filter(dir -> dir.startsWith("/"))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    }

    /** Whether the command and its Vietnamese are there now; asks it each time. */
    boolean isAvailable() {
        version = null; // it may have been replaced by a newer one
        return has(OcrModel.USUAL);
    }

    /** Whether the command and all languages of the model are there; asks until they once were. */
    boolean knows(OcrModel model) {
        return known.contains(model) || has(model) && known.add(model);
    }

    private boolean has(OcrModel model) {
        List<String> words = new ArrayList<>(List.of(command, "--list-langs"));
        if (model.tessdata() != null) {
            words.addAll(List.of("--tessdata-dir", model.tessdata()));
        }
        try {
            Process process = builder(words).redirectErrorStream(true).start();
            try (InputStream out = process.getInputStream()) {
                boolean all =
                        new String(out.readNBytes(1 << 16), StandardCharsets.UTF_8)
                                .lines()
                                .map(String::strip)
                                .collect(Collectors.toSet())
                                .containsAll(List.of(model.languages().split("\\+", -1)));
                return process.waitFor(10, TimeUnit.SECONDS) && all;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            log.debug("tesseract is not there", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What reads, as it is noted with each page: {@code tesseract 5.3.0 vie}. */
    String named(OcrModel model) {
        String known = version;
        if (known == null) {
            known = askVersion();
            version = known;
        }
        return known + " " + model.name();
    }

    /** Its name alone where it does not tell. */
    private String askVersion() {
        try {
            Process process =
                    builder(List.of(command, "--version")).redirectErrorStream(true).start();
            try (InputStream out = process.getInputStream()) {
                Matcher found =
                        VERSION.matcher(
                                new String(out.readNBytes(1 << 16), StandardCharsets.UTF_8));
                return found.find() ? found.group() : NAME;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            log.debug("tesseract does not tell its version", e);
            return NAME;
        }
    }

    private ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        builder.environment().put("TMPDIR", tmp.toString());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder;
    }

    /** The same with the usual model, for whoever needs no table before the last. */
    Result read(List<Path> images, int dpi, Duration limit) throws Missing {
        return read(images, dpi, OcrModel.USUAL, limit);
    }

    /** The same for whoever needs no table before the last; all are in the memory then. */
    Result read(List<Path> images, int dpi, OcrModel model, Duration limit) throws Missing {
        List<String> tables = new ArrayList<>();
        Result result = read(images, dpi, model, limit, tables::add);
        return result instanceof Result.Read ? new Result.Read(tables) : result;
    }

    /**
     * Reads a page, or several with one process, which loads the language once. To be called from a
     * platform thread that outlives the process.
     *
     * @param images none with a line break in its path
     * @param dpi pixels per inch of each image
     * @param limit for each of them: a process that says nothing new for so long is ended
     * @param table takes the table of each page as soon as it is whole, in their order; those it
     *     got before a failure are good, and of the others nothing tells which failed
     * @return without the tables, which may be large: nobody has them but who took them
     */
    Result read(List<Path> images, int dpi, OcrModel model, Duration limit, Consumer<String> table)
            throws Missing {
        boolean isList = images.size() > 1;
        List<String> words = new ArrayList<>(wrapper);
        words.addAll(List.of(command, isList ? "stdin" : images.getFirst().toString(), "stdout"));
        words.addAll(model.arguments());
        words.addAll(List.of("--dpi", Integer.toString(dpi), "tsv"));
        Process process;
        try {
            ProcessBuilder builder = builder(words);
            if (isList) {
                builder.redirectInput(ProcessBuilder.Redirect.PIPE);
            }
            process = builder.start();
        } catch (IOException e) {
            throw new Missing(e);
        }
        running.add(process);
        Deadline deadline = new Deadline(limit);
        Thread watch = Thread.ofVirtual().start(() -> deadline.watch(process));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Thread errors = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), said));
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            if (closed) {
                process.destroyForcibly();
            }
            if (isList) {
                tell(process, images);
            }
            StringBuilder page = new StringBuilder();
            String row;
            while ((row = out.readLine()) != null) {
                if (row.startsWith(PAGE) && !page.isEmpty()) {
                    end(page, table);
                    deadline.again();
                }
                if (row.startsWith(PAGE) || !page.isEmpty()) { // before the first are the headings
                    page.append(row).append('\n');
                }
                if (page.length() > MAX_OUTPUT) {
                    return new Result.Failed("tesseract says too much about it");
                }
            }
            int code = process.waitFor();
            errors.join(Duration.ofSeconds(1));
            if (deadline.isPast()) {
                return new Result.Failed("tesseract took longer than " + limit.toSeconds() + " s");
            }
            if (code == 126 || code == 127) {
                throw new Missing(new IOException(text(said)));
            }
            if (code > SIGNALLED) {
                return new Result.Killed(code - SIGNALLED);
            }
            if (code != 0) {
                return new Result.Failed("tesseract ended with " + code + ": " + text(said));
            }
            if (!page.isEmpty()) {
                end(page, table);
            }
            return new Result.Read(List.of());
        } catch (IOException e) {
            return new Result.Failed(
                    deadline.isPast()
                            ? "tesseract took longer than " + limit.toSeconds() + " s"
                            : "tesseract broke off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed("interrupted");
        } finally {
            process.destroyForcibly();
            running.remove(process);
            watch.interrupt();
        }
    }

    private static void end(StringBuilder page, Consumer<String> table) {
        table.accept(page.toString());
        page.setLength(0);
    }

    /** Ends a process that is not through with a page in time. */
    private static final class Deadline {
        private final long limit;
        private volatile long from = System.nanoTime();
        private volatile boolean past;

        Deadline(Duration limit) {
            this.limit = limit.toNanos();
        }

        /** A page is read; the next has its own time. */
        void again() {
            from = System.nanoTime();
        }

        boolean isPast() {
            return past;
        }

        void watch(Process process) {
            try {
                long left = limit;
                while (left > 0) {
                    if (process.waitFor(left, TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    left = limit - (System.nanoTime() - from);
                }
                past = true;
                process.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A list fits into the pipe, so this does not wait. */
    private static void tell(Process process, List<Path> images) {
        try (OutputStream in = process.getOutputStream()) {
            for (Path image : images) {
                in.write((image + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            log.debug("tesseract ended before it was told what to read", e);
        }
    }

    private static String text(ByteArrayOutputStream said) {
        String text = said.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
        return text.length() <= MAX_REASON ? text : text.substring(text.length() - MAX_REASON);
    }

    private static void drain(InputStream in, ByteArrayOutputStream said) {
        byte[] some = new byte[1_024];
        try {
            int count;
            while ((count = in.read(some)) >= 0) {
                if (said.size() < 1 << 16) {
                    said.write(some, 0, count);
                }
            }
        } catch (IOException e) {
            log.trace("tesseract ended", e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends all running processes; what they were reading fails and must not be recorded. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Process::destroyForcibly);
    }
}
