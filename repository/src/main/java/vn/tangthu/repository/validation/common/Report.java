package vn.tangthu.repository.validation.common;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.repository.ValidationFinding.Level;

/** Passes findings on, so many of each code, and counts all. May be used by several threads. */
public final class Report {
    private final long perCode;
    private final Consumer<ValidationFinding> to;
    private final SortedMap<String, Count> counts = new TreeMap<>();
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private long errors;
    private long warnings;

    private static final class Count {
        private Level level = Level.WARNING;
        private long passed;
        private long found;
    }

    public Report(long perCode, Consumer<ValidationFinding> to) {
        this.perCode = perCode;
        this.to = to;
    }

    public void error(String code, String path, String... values) {
        add(code, Level.ERROR, path, values);
    }

    public void warning(String code, String path, String... values) {
        add(code, Level.WARNING, path, values);
    }

    public synchronized void add(String code, Level level, String path, String... values) {
        Count count = counts.computeIfAbsent(code, any -> new Count());
        count.found++;
        if (level == Level.ERROR) {
            count.level = Level.ERROR;
            errors++;
        } else {
            warnings++;
        }
        if (count.passed < perCode) {
            count.passed++;
            to.accept(new ValidationFinding(code, level, path, List.of(values)));
        }
    }

    public void file() {
        files.increment();
    }

    public void read(long count) {
        bytes.add(count);
    }

    public synchronized long errors() {
        return errors;
    }

    public synchronized Validation.Outcome outcome(Validation.Kind kind) {
        SortedMap<String, Validation.Count> all = new TreeMap<>();
        counts.forEach(
                (code, count) ->
                        all.put(
                                code,
                                new Validation.Count(count.level, count.passed, count.found)));
        return new Validation.Outcome(
                kind, errors == 0, errors, warnings, all, files.sum(), bytes.sum());
    }
}
