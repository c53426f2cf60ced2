package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.cli.StormChange.Held;
import vn.tangthu.portal.cli.StormChange.Kind;
import vn.tangthu.portal.cli.StormChange.Said;
import vn.tangthu.portal.cli.StormProcesses.Child;

/**
 * Hồ sơ that are changed after they were kept, by an archivist who is killed. What was said to be
 * kept is there, once; of the change that had begun all or nothing is; every byte that ever was
 * kept still lies in the store.
 */
final class StormChanges {
    private final StormProcesses processes;
    private final SplittableRandom random;
    private final Map<String, Held> held = new TreeMap<>();
    private final Set<String> everKept = new HashSet<>();
    private final Map<Kind, Integer> made = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> cutOff = new EnumMap<>(Kind.class);

    /** Hồ sơ of the delivery that is being changed. */
    private List<String> current = List.of();

    private int number;

    StormChanges(StormProcesses processes, SplittableRandom random) {
        this.processes = processes;
        this.random = random;
    }

    /** Whether there is nothing left to change. */
    boolean needsDelivery() {
        return live().isEmpty();
    }

    /** What was just kept is to be changed from now on. */
    void take(StormDelivery delivery) throws Exception {
        current = delivery.codes();
        for (String code : current) {
            StormProcesses.Hit hit = processes.hit(code).orElseThrow();
            List<String> files = delivery.files(code);
            everKept.addAll(files);
            held.put(code, new Held(hit.id(), files, hit.title(), 1, false));
        }
    }

    /** Shown, of all that were taken. */
    int shown() {
        return held.size() - withdrawn();
    }

    int withdrawn() {
        return (int) held.values().stream().filter(Held::withdrawn).count();
    }

    private Held held(String code) {
        return Objects.requireNonNull(held.get(code), code);
    }

    private List<String> live() {
        return current.stream().filter(code -> !held(code).withdrawn()).toList();
    }

    /**
     * An archivist at work is killed.
     *
     * @return whether the kill met a change before it was said to be kept
     */
    boolean kill() throws Exception {
        processes.withoutServer();
        Map<String, String> digests = new TreeMap<>();
        List<StormChange> plan = plan(digests);
        int last = random.nextInt(plan.size());
        Child archivist =
                processes.startMain(
                        StormArchivist.class,
                        plan.stream().map(StormChange::argument).toArray(String[]::new));
        processes.await(
                120,
                "change " + last + " begins",
                () -> archivist.isOver() || said(archivist, Said.BEGUN).size() > last);
        assertThat(archivist.isOver()).as("%s", archivist.errFile()).isFalse();
        Thread.sleep(random.nextInt(4) == 0 ? random.nextInt(1_500) : random.nextInt(120));
        processes.kill(archivist);

        List<Said> begun = said(archivist, Said.BEGUN);
        List<Said> kept = said(archivist, Said.KEPT);
        assertThat(begun.size() - kept.size()).as("%s, %s", begun, kept).isBetween(0, 1);
        for (int i = 0; i < kept.size(); i++) {
            make(plan.get(i), digests, begun.get(i));
        }
        boolean met = begun.size() > kept.size();
        if (met) {
            StormChange open = plan.get(kept.size());
            boolean whole = isMade(open, digests);
            cutOff.merge(open.kind(), 1, Integer::sum);
            if (whole) {
                make(open, digests, begun.getLast());
            }
            System.out.printf("    %s cut off, %s%n", open.kind(), whole ? "made" : "not made");
        }
        for (String code : current) {
            look(code);
        }
        return met;
    }

    /** Some changes of what is shown, sometimes with a withdrawal at their end. */
    private List<StormChange> plan(Map<String, String> digests) throws Exception {
        List<StormChange> plan = new ArrayList<>();
        List<Kind> kinds = List.of(Kind.LATE_DOCUMENT, Kind.BETTER_SCAN, Kind.TITLE);
        int offset = random.nextInt(kinds.size());
        for (int i = 0, size = 3 + random.nextInt(4); i < size; i++) {
            Kind kind = kinds.get((offset + i) % kinds.size());
            String what = "Tieu de da sua lan " + ++number;
            if (kind != Kind.TITLE) {
                Path pdf = pdf("Van ban " + number + " cua ho so");
                what = pdf.toString();
                digests.put(what, StormDelivery.digest(pdf));
            }
            plan.add(new StormChange(kind, anyLive(), what));
        }
        switch (random.nextInt(3)) {
            case 0 -> plan.add(new StormChange(Kind.WITHDRAWAL, anyLive(), "nop nham"));
            case 1 -> plan.add(new StormChange(Kind.WITHDRAWAL_OF_DELIVERY, anyLive(), "nop nham"));
            default -> {}
        }
        return plan;
    }

    private String anyLive() {
        return live().get(random.nextInt(live().size()));
    }

    private void make(StormChange change, Map<String, String> digests, Said begun) {
        made.merge(change.kind(), 1, Integer::sum);
        String digest = digests.get(change.what());
        if (digest != null) {
            everKept.add(digest);
        }
        for (String code : touched(change)) {
            held.compute(
                    code,
                    (c, before) ->
                            Objects.requireNonNull(before).after(change, digest, begun.replaced()));
        }
    }

    private List<String> touched(StormChange change) {
        return change.kind() == Kind.WITHDRAWAL_OF_DELIVERY ? live() : List.of(change.code());
    }

    /** Of a change of which nobody was told; {@link #look} then sees that it is whole. */
    private boolean isMade(StormChange change, Map<String, String> digests) throws Exception {
        Optional<List<String>> files = processes.exported(change.code());
        if (change.kind().withdraws()) {
            return files.isEmpty();
        }
        @Nullable String digest = digests.get(change.what());
        return digest == null
                ? processes.hit(change.code()).orElseThrow().title().equals(change.what())
                : files.orElseThrow().contains(digest);
    }

    private void look(String code) throws Exception {
        Held now = held(code);
        StoredObjects store = new StoredObjects(processes.home.resolve("store/ocfl"));
        if (now.withdrawn()) {
            assertThat(processes.exported(code)).as("%s is withdrawn", code).isEmpty();
            assertThat(processes.hit(code)).as("%s is withdrawn", code).isEmpty();
            // Its package follows in the background.
            processes.await(60, "the package of " + code, () -> store.withdrawals(now.id()) == 1);
        } else {
            assertThat(processes.exported(code)).as(code).contains(now.files());
            assertThat(processes.hit(code))
                    .as(code)
                    .contains(new StormProcesses.Hit(now.id(), now.title()));
            assertThat(store.withdrawals(now.id())).as(code).isZero();
        }
        assertThat(store.head(now.id())).as("versions of %s", code).isEqualTo(now.version());
    }

    void finish() throws Exception {
        for (String code : held.keySet()) {
            look(code);
        }
        assertThat(StormDelivery.pdfDigests(processes.home.resolve("store/ocfl")))
                .as("bytes that were replaced or withdrawn are kept too")
                .containsAll(everKept);
        System.out.printf("changes made %s; cut off by a kill %s%n", made, cutOff);
    }

    private static List<Said> said(Child child, String prefix) {
        try {
            return Said.all(child.out(), prefix);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path pdf(String words) throws IOException {
        Path file = processes.work.resolve("change-" + number + ".pdf");
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 14);
                content.newLineAtOffset(60, 760);
                content.showText(words);
                content.endText();
            }
            document.save(file.toFile());
        }
        return file;
    }
}
