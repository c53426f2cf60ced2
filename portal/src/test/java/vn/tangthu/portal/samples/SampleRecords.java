package vn.tangthu.portal.samples;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Records for an index of any size, in the sentences of the sample deliveries: the n-th is always
 * the same and made when asked for, so a million pages need no memory. Every twentieth is hidden,
 * two in twenty are listed; one in 500 names a person nobody else names.
 */
public final class SampleRecords {
    public static final int DOCUMENTS = 5;
    public static final int PAGES_PER_DOCUMENT = 4;
    public static final int PAGES = DOCUMENTS * PAGES_PER_DOCUMENT;

    private static final int CHARACTERS = 1_500;
    private static final Instant STORED = Instant.parse("2026-01-05T02:00:00Z");

    private final List<List<String>> communes = new ArrayList<>();

    public SampleRecords() {
        SampleUnits units = new SampleUnits();
        SampleFonds.ALL.forEach(fonds -> communes.add(units.communesOf(fonds.district())));
    }

    /** The id of the n-th record. */
    public static AipId id(int n) {
        return new AipId(new UUID(0x7A6E_0000_0000_4000L, 0x8000_0000_0000_0000L | n));
    }

    /** Which record an id is that of. */
    public static int number(AipId id) {
        return (int) id.value().getLeastSignificantBits();
    }

    /** The number of a document: {@code 125/QĐ-UBND}. */
    public static String printedNumber(int n, int document) {
        return (n * DOCUMENTS + document) + "/QĐ-UBND";
    }

    /** A name that only the record {@code n} has, for every 500th. */
    public static @Nullable String rareName(int n) {
        if (n % 500 != 7) {
            return null;
        }
        String[] first = {"Kpă", "Rơ Châm", "Siu", "Y Bhim", "Ksor", "Nay"};
        int k = n / 500;
        return first[k % first.length] + " H'" + syllable(k) + syllable(k / 7 + 3);
    }

    private static String syllable(int k) {
        String[] onsets = {"Bl", "Dr", "Jr", "Kr", "Ml", "Ny", "Pl", "Sr", "Tl"};
        String[] rhymes = {"ang", "ěch", "iêng", "oan", "uôr", "ôc", "im"};
        return onsets[k % onsets.length] + rhymes[k / onsets.length % rhymes.length];
    }

    /** The n-th record, its texts made when the index asks for them. */
    // NullAway does not see the annotations of nested types in class files.
    @SuppressWarnings("NullAway")
    public IndexableRecord record(int n) {
        SplittableRandom random = new SplittableRandom(n);
        SampleFonds fonds = SampleFonds.ALL.get(n % SampleFonds.ALL.size());
        String commune = SampleText.pick(communes.get(n % communes.size()), random);
        int year = 1976 + random.nextInt(49);
        Map<String, String> holes =
                SampleText.holes(random, commune, fonds.districtWithKind(), year);
        SampleText.Matter matter = SampleText.pick(SampleText.MATTERS, random);
        String code = String.format(Locale.ROOT, "%s.%d.%07d", fonds.code(), year, n);
        List<ArchivalDocument> documents = new ArrayList<>();
        for (int d = 0; d < DOCUMENTS; d++) {
            documents.add(document(n, d, code, year, fonds, commune, matter, holes));
        }
        Access access = n % 20 == 19 ? Access.HIDDEN : n % 20 >= 17 ? Access.LISTED : Access.PUBLIC;
        Rights rights = new Rights(access, false, null);
        RecordView.Full full = full(n, code, year, fonds, matter, holes, rights, documents);
        Set<DocumentId> ids = new LinkedHashSet<>();
        documents.forEach(document -> ids.add(document.id()));
        return new IndexableRecord(
                full,
                access,
                access == Access.PUBLIC ? ids : Set.of(),
                access == Access.HIDDEN ? Set.of() : ids,
                access == Access.LISTED ? listed(full) : null,
                file -> Optional.of(text(n, file, commune, fonds, year)));
    }

    @SuppressWarnings("NullAway")
    private static RecordView.Full full(
            int n,
            String code,
            int year,
            SampleFonds fonds,
            SampleText.Matter matter,
            Map<String, String> holes,
            Rights rights,
            List<ArchivalDocument> documents) {
        return new RecordView.Full(
                id(n),
                new RecordView.FondsSummary(
                        fondsId(SampleFonds.ALL.indexOf(fonds)),
                        fonds.code(),
                        "Phông " + fonds.creator()),
                null,
                new FileDescription(
                        SampleFonds.ARCHIVE_CODE + "." + code,
                        SampleText.fill(matter.title(), holes),
                        Maintenance.PERMANENT,
                        null,
                        List.of(LanguageCode.VIETNAMESE),
                        ArchivalDate.ofYear(year),
                        ArchivalDate.ofYear(year),
                        null,
                        DOCUMENTS,
                        null,
                        PAGES,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                rights,
                documents,
                0,
                new RecordView.Provenance(null, "bench", STORED),
                new FixityState.NeverChecked(STORED),
                List.of(new RecordVersion(1, STORED, "bench", "stored")));
    }

    @SuppressWarnings("NullAway")
    private static RecordView.Listed listed(RecordView.Full full) {
        return new RecordView.Listed(
                full.id(),
                full.arcFileCode(),
                full.fonds(),
                full.startYear(),
                full.endYear(),
                null);
    }

    public static FondsId fondsId(int ordinal) {
        return new FondsId(new UUID(2, ordinal));
    }

    private static ArchivalDocument document(
            int n,
            int d,
            String code,
            int year,
            SampleFonds fonds,
            String commune,
            SampleText.Matter matter,
            Map<String, String> holes) {
        SampleText.Paper paper = matter.documents().get(d % matter.documents().size());
        UUID uuid = new UUID(0x7A6E_0000_0001_4000L + d, 0x8000_0000_0000_0000L | n);
        Digest digest =
                Digest.of(DigestAlgorithm.SHA512, uuid.toString().getBytes(StandardCharsets.UTF_8));
        String name = String.format(Locale.ROOT, "%s.%07d", code, d + 1);
        String[] number = printedNumber(n, d).split("/");
        return new ArchivalDocument(
                new DocumentId(uuid),
                new DocumentDescription(
                        name,
                        d + 1,
                        paper.type(),
                        number[0],
                        number[1],
                        new ArchivalDate(year, 1 + n % 12, 1 + n % 28),
                        d % 2 == 0 ? fonds.creator() : "UBND " + commune,
                        SampleText.fill(paper.subject(), holes),
                        List.of(LanguageCode.VIETNAMESE),
                        PAGES_PER_DOCUMENT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Rights.OPEN,
                List.of(
                        new ContentFile(
                                new ContentFileId(uuid),
                                "data/" + name + ".pdf",
                                name + ".pdf",
                                "application/pdf",
                                1,
                                PAGES_PER_DOCUMENT,
                                digest,
                                digest)));
    }

    private static ExtractedText text(
            int n, ContentFile file, String commune, SampleFonds fonds, int year) {
        int d = (int) (file.id().value().getMostSignificantBits() & 0xFF);
        SplittableRandom random = new SplittableRandom(31L * n + d);
        String rare = d == 0 ? rareName(n) : null;
        List<ExtractedText.Page> pages = new ArrayList<>();
        for (int page = 1; page <= PAGES_PER_DOCUMENT; page++) {
            StringBuilder text = new StringBuilder(CHARACTERS + 300);
            if (page == 1) {
                text.append("ỦY BAN NHÂN DÂN\nSố: ").append(printedNumber(n, d)).append('\n');
            }
            if (page == 2 && rare != null) {
                text.append("Người làm đơn: ").append(rare).append(".\n");
            }
            while (text.length() < CHARACTERS) {
                Map<String, String> holes =
                        SampleText.holes(random, commune, fonds.districtWithKind(), year);
                List<SampleText.Paper> papers =
                        SampleText.pick(SampleText.MATTERS, random).documents();
                SampleText.pick(papers, random)
                        .body()
                        .forEach(line -> text.append(SampleText.fill(line, holes)).append('\n'));
                text.append(SampleText.fill(SampleText.filler(random), holes)).append('\n');
                text.append("Nơi nhận: Ủy ban nhân dân ").append(commune).append(".\n");
            }
            pages.add(
                    new ExtractedText.Page(
                            page, ExtractedText.Source.LAYER, text.toString(), List.of(), null));
        }
        return new ExtractedText(pages);
    }
}
