package vn.tangthu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one phase of a delivery went on: what was done by when, at what cost. */
final class Pacing {
    private static final Pattern LINE =
            Pattern.compile("(?m)^ {2}([a-z ]+?) (\\d+)/(\\d+)(?: |\\R|$)");

    private final ServedArchive served;
    private final String phase;
    private final List<Reading> readings = new ArrayList<>();

    Pacing(ServedArchive served, String phase) {
        this.served = served;
        this.phase = phase;
    }

    /**
     * @param part of all, 0 to 1
     * @param heap in use after a collection, MiB; NaN when there was none since the last
     */
    private record Reading(double part, double seconds, double cpu, double memory, double heap) {}

    /** What the verb says of its progress. */
    void heard(String said) {
        for (Matcher line = LINE.matcher(said); line.find(); ) {
            if (line.group(1).equals(phase)) {
                read(Double.parseDouble(line.group(2)) / Double.parseDouble(line.group(3)));
            }
        }
    }

    private void read(double part) {
        try {
            readings.add(
                    new Reading(
                            part,
                            System.nanoTime() / 1e9,
                            served.cpu(),
                            served.memory(),
                            served.heapAfterCollection()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    double seconds() {
        return at(1, true) - at(0, true);
    }

    double cpu() {
        return at(1, false) - at(0, false);
    }

    /** How many times as fast the last tenth was as the first. */
    double lastAgainstFirst(boolean wall) {
        return (at(0.1, wall) - at(0, wall)) / (at(1, wall) - at(0.9, wall));
    }

    /** Between two readings in proportion. */
    private double at(double part, boolean wall) {
        Reading before = readings.getFirst();
        for (Reading reading : readings) {
            if (reading.part >= part) {
                double share =
                        reading.part == before.part
                                ? 0
                                : (part - before.part) / (reading.part - before.part);
                double from = wall ? before.seconds : before.cpu;
                double to = wall ? reading.seconds : reading.cpu;
                return from + share * (to - from);
            }
            before = reading;
        }
        return wall ? before.seconds : before.cpu;
    }

    /** The most memory of all processes in a tenth (0 to 9), MiB. */
    double memory(int tenth) {
        return in(tenth).stream().mapToDouble(Reading::memory).max().orElse(Double.NaN);
    }

    /** The least heap after a collection in a tenth, MiB. */
    double heap(int tenth) {
        return in(tenth).stream()
                .mapToDouble(Reading::heap)
                .filter(h -> !Double.isNaN(h))
                .min()
                .orElse(Double.NaN);
    }

    private List<Reading> in(int tenth) {
        return readings.stream()
                .filter(r -> r.part * 10 >= tenth && r.part * 10 <= tenth + 1)
                .toList();
    }

    String tenths() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f s (CPU %.1f, %.0f MB, heap %.0f)",
                            i == 0 ? "" : " · ",
                            at((i + 1) / 10.0, true) - at(i / 10.0, true),
                            at((i + 1) / 10.0, false) - at(i / 10.0, false),
                            memory(i),
                            heap(i)));
        }
        return words.toString();
    }
}
