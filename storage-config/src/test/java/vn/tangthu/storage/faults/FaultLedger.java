package vn.tangthu.storage.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.commons.support.AnnotationSupport;

/** Notes of each test that {@link Breaks} something how it ended, for {@link FaultReport}. */
public final class FaultLedger implements BeforeEachCallback, TestWatcher {
    static final String FILE = "faults.tsv";

    private static final AtomicLong TRIALS = new AtomicLong();
    private long begun;

    /** So often the test that runs broke something; one if nothing is said. */
    public static void trials(long more) {
        TRIALS.addAndGet(more);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TRIALS.set(0);
        begun = System.nanoTime();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(context, "passed", "");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        note(context, "FAILED", cause == null ? "" : cause.toString());
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        note(context, "not run", cause == null ? "" : cause.toString());
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        note(context, "not run", reason.orElse(""));
    }

    private void note(ExtensionContext context, String outcome, String why) {
        Breaks breaks =
                AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), Breaks.class)
                        .or(
                                () ->
                                        AnnotationSupport.findAnnotation(
                                                context.getRequiredTestClass(), Breaks.class))
                        .orElseThrow();
        String line =
                String.join(
                        "\t",
                        breaks.value().name(),
                        context.getRequiredTestClass().getSimpleName()
                                + "."
                                + context.getRequiredTestMethod().getName(),
                        outcome,
                        Long.toString(Math.max(1, TRIALS.get())),
                        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - begun) / 1e9),
                        why.lines().findFirst().orElse("").replace('\t', ' '));
        try {
            Files.writeString(
                    Files.createDirectories(Path.of("target")).resolve(FILE),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
