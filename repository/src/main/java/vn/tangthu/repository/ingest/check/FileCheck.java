package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Claim;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;

/** Looks at the bytes of one file: digests, viruses, type, pages. Called from several threads. */
final class FileCheck {
    private static final int MOST_KINDS = 10_000;

    private final @Nullable ContentProbe probe;
    private final @Nullable PrintsOfDelivery prints;
    private final Map<PageFacts, PageFacts> kinds = new ConcurrentHashMap<>();

    /** As many as the registry has, of which a delivery has a few. */
    private final Map<FormatIdentification, FormatIdentification> formats =
            new ConcurrentHashMap<>();

    private final AtomicBoolean toldNotProbed = new AtomicBoolean();

    private final KnownChecks known;

    FileCheck(@Nullable ContentProbe probe, KnownChecks known) {
        this(probe, null, known);
    }

    FileCheck(@Nullable ContentProbe probe, @Nullable PrintsOfDelivery prints, KnownChecks known) {
        this.probe = probe;
        this.prints = prints;
        this.known = known;
    }

    /**
     * @param safety asked before the file is opened
     */
    void check(FileUnderCheck file, SafetyCheck safety) {
        String name = file.found.name();
        RecordUnderCheck record = file.document.record;
        Optional<FileTypes.Type> type = FileTypes.byEnding(FileTypes.ending(file.found.fileName()));
        if (type.isEmpty()) {
            record.add(Finding.blocks("FILE_TYPE_NOT_TAKEN", name));
            return;
        }
        file.mimeType = type.get().mimeType();
        if (file.found.size() == 0) {
            record.add(Finding.blocks("FILE_EMPTY", name));
            return;
        }
        try {
            FileDigests digests = FileDigests.of(file.found.path());
            if (digests.size() != file.found.size()) {
                record.add(Finding.blocks("FILE_CHANGED", name));
                return;
            }
            if (!safety.allows(file, digests)) {
                return;
            }
            file.digests = digests;
            probe(file, type.get(), name, record);
        } catch (IOException e) {
            record.add(Finding.blocks("FILE_UNREADABLE", name));
        }
    }

    private void probe(
            FileUnderCheck file, FileTypes.Type type, String name, RecordUnderCheck record)
            throws IOException {
        ContentProbe.Result result;
        try {
            if (probe == null) {
                withoutProbe(file, name, record);
                return;
            }
            result = probe.probe(file.found.path());
        } catch (UncheckedIOException e) {
            // No worker could be had: that says nothing about the file.
            withoutProbe(file, name, record);
            return;
        }
        switch (result) {
            case ContentProbe.Result.Readable readable -> {
                if (!type.isOf(readable.mimeType())) {
                    record.add(Finding.blocks("FILE_TYPE_WRONG", name, readable.mimeType()));
                }
                file.pages = readable.pages();
                identify(file);
                file.checks = checks(file, readable.claims());
                file.each = readable.each().stream().map(this::one).toList();
                broken(file, name, record);
                FileDigests digests = file.digests;
                if (prints != null && digests != null && !readable.prints().isEmpty()) {
                    prints.add(digests.sha512(), readable);
                }
            }
            case ContentProbe.Result.Encrypted encrypted ->
                    record.add(Finding.blocks("FILE_ENCRYPTED", name, encrypted.mimeType()));
            case ContentProbe.Result.Unreadable unreadable ->
                    record.add(Finding.blocks("FILE_DAMAGED", name, unreadable.reason()));
        }
    }

    /** Where no worker could be had it is of no known format; that can be made good later. */
    private void identify(FileUnderCheck file) {
        ContentProbe asked = probe;
        ContentProbe.Identified found =
                asked == null ? null : asked.identify(file.found.path(), file.found.fileName());
        if (found != null) {
            FormatIdentification known = formats.putIfAbsent(found.format(), found.format());
            file.format = known == null ? found.format() : known;
            file.endingFits = found.endingFits();
        }
    }

    /** What it says of itself; bytes that were checked with the same tool are not checked again. */
    private List<ContentCheck> checks(FileUnderCheck file, Set<Claim> claims) {
        ContentProbe asked = probe;
        FileDigests digests = file.digests;
        if (claims.isEmpty() || asked == null || digests == null) {
            return List.of();
        }
        List<ContentCheck> made = new ArrayList<>();
        for (Claim claim : Claim.values()) {
            if (claims.contains(claim)) {
                Kind kind = claim == Claim.PDFA ? Kind.PDFA : Kind.SIGNATURES;
                ContentCheck check =
                        known.find(digests.sha512(), kind, asked.tool(kind)).orElse(null);
                if (check == null) {
                    check = asked.check(file.found.path(), kind);
                    known.keep(digests.sha512(), check);
                }
                made.add(check);
            }
        }
        return made;
    }

    /** An image that is the file itself is lost; a PDF has other pages. */
    private static void broken(FileUnderCheck file, String name, RecordUnderCheck record) {
        PageNumbers broken = PageNumbers.of(file.each, PageFacts.Sight.BROKEN);
        if (broken.count() == 0) {
            return;
        }
        if (file.mimeType.startsWith("image/")) {
            record.add(Finding.blocks("IMAGE_CUT_OFF", name, broken.toString()));
        } else {
            record.add(
                    name,
                    Finding.blocks(
                            "PAGE_IMAGE_CUT_OFF",
                            name,
                            String.valueOf(broken.count()),
                            String.valueOf(file.each.size()),
                            broken.toString()));
        }
    }

    /** Most pages of a delivery are alike: one of each kind in memory. */
    private PageFacts one(PageFacts facts) {
        PageFacts known = kinds.get(facts);
        if (known == null && kinds.size() < MOST_KINDS) {
            kinds.put(facts, facts);
        }
        return known == null ? facts : known;
    }

    private void withoutProbe(FileUnderCheck file, String name, RecordUnderCheck record)
            throws IOException {
        if (toldNotProbed.compareAndSet(false, true)) {
            record.add(Finding.notes("FILES_NOT_PROBED", name));
        }
        if (file.mimeType.equals("application/pdf") && !PdfHeader.looksWhole(file.found.path())) {
            record.add(Finding.blocks("FILE_DAMAGED", name, "%PDF … %%EOF"));
        }
    }
}
