package vn.tangthu.indexer.lucene;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
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
import vn.tangthu.repository.DocumentType;
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
 * Records for an index of any size: the n-th is always the same and made when asked for, so that
 * ten million pages need no memory. Every twentieth is hidden, two in twenty are listed; 40 fonds,
 * 250 issuing bodies, 12 types, 49 years.
 */
final class GeneratedRecords {
    static final int DOCUMENTS = 5;
    static final int PAGES_PER_DOCUMENT = 4;
    static final int PAGES = DOCUMENTS * PAGES_PER_DOCUMENT;

    private static final int FONDS = 40;
    private static final int FIRST_YEAR = 1976;
    private static final Instant STORED = Instant.parse("2026-01-05T02:00:00Z");
    private static final DocumentType[] TYPES = {
        DocumentType.DECISION,
        DocumentType.OFFICIAL_LETTER,
        DocumentType.SUBMISSION,
        DocumentType.REPORT,
        DocumentType.DECISION,
        DocumentType.MINUTES,
        DocumentType.NOTICE,
        DocumentType.PLAN,
        DocumentType.CONTRACT,
        DocumentType.RESOLUTION,
        DocumentType.DIRECTIVE,
        DocumentType.MAP
    };

    final GeneratedText text = new GeneratedText();

    static AipId id(int n) {
        return new AipId(new UUID(0x7A6E_0000_0000_4000L, 0x8000_0000_0000_0000L | n));
    }

    static int number(AipId id) {
        return (int) id.value().getLeastSignificantBits();
    }

    static FondsId fonds(int n) {
        return new FondsId(new UUID(2, n % FONDS));
    }

    static Access access(int n) {
        return n % 20 == 19 ? Access.HIDDEN : n % 20 >= 17 ? Access.LISTED : Access.PUBLIC;
    }

    /** What a record is about, known without making it. */
    record Facts(int n, int year, String matter, String commune, String person) {}

    Facts facts(int n) {
        SplittableRandom random = new SplittableRandom(n);
        return new Facts(
                n,
                FIRST_YEAR + random.nextInt(49),
                GeneratedText.MATTERS[random.nextInt(GeneratedText.MATTERS.length)],
                text.commune(random.nextInt(600)),
                text.person(random));
    }

    /** The number of a document: {@code 125/QĐ-UBND}. */
    static String printedNumber(int n, int document) {
        return (n * DOCUMENTS + document) % 90_000 + "/QĐ-UBND";
    }

    /** The n-th record, its texts made when the index asks for them. */
    // NullAway does not see the annotations of nested types in class files.
    @SuppressWarnings("NullAway")
    IndexableRecord record(int n) {
        Facts facts = facts(n);
        String code = String.format(Locale.ROOT, "H32.%02d.%d.%07d", n % FONDS, facts.year(), n);
        List<ArchivalDocument> documents = new ArrayList<>();
        for (int d = 0; d < DOCUMENTS; d++) {
            documents.add(document(facts, d, code));
        }
        Access access = access(n);
        RecordView.Full full =
                new RecordView.Full(
                        id(n),
                        new RecordView.FondsSummary(
                                fonds(n),
                                "H32." + n % FONDS,
                                "Phông UBND huyện " + text.commune(n % FONDS)),
                        null,
                        new FileDescription(
                                code,
                                "Hồ sơ "
                                        + facts.matter()
                                        + " tại xã "
                                        + facts.commune()
                                        + " năm "
                                        + facts.year(),
                                Maintenance.PERMANENT,
                                null,
                                List.of(LanguageCode.VIETNAMESE),
                                ArchivalDate.ofYear(facts.year()),
                                ArchivalDate.ofYear(facts.year()),
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
                        new Rights(access, false, null),
                        documents,
                        0,
                        new RecordView.Provenance(null, "bench", STORED),
                        new FixityState.NeverChecked(STORED),
                        List.of(new RecordVersion(1, STORED, "bench", "stored")));
        Set<DocumentId> ids = new LinkedHashSet<>();
        documents.forEach(document -> ids.add(document.id()));
        RecordView.Listed listed =
                new RecordView.Listed(
                        full.id(),
                        full.arcFileCode(),
                        full.fonds(),
                        full.startYear(),
                        full.endYear(),
                        null);
        return new IndexableRecord(
                full,
                access,
                access == Access.PUBLIC ? ids : Set.of(),
                access == Access.HIDDEN ? Set.of() : ids,
                access == Access.LISTED ? listed : null,
                file -> Optional.of(text(facts, file)));
    }

    private ArchivalDocument document(Facts facts, int d, String code) {
        int n = facts.n();
        UUID uuid = new UUID(0x7A6E_0000_0001_4000L + d, 0x8000_0000_0000_0000L | n);
        Digest digest =
                Digest.of(DigestAlgorithm.SHA512, uuid.toString().getBytes(StandardCharsets.UTF_8));
        String name = String.format(Locale.ROOT, "%s.%07d", code, d + 1);
        String[] number = printedNumber(n, d).split("/");
        String district = text.commune(n % FONDS);
        String subject =
                d == 0
                        ? "Về việc " + facts.matter() + " cho ông (bà) " + facts.person()
                        : "Về " + facts.matter() + " ở " + facts.commune() + ", lần " + d;
        return new ArchivalDocument(
                new DocumentId(uuid),
                new DocumentDescription(
                        name,
                        d + 1,
                        TYPES[(n + d * 5) % TYPES.length],
                        number[0],
                        number[1],
                        new ArchivalDate(facts.year(), 1 + n % 12, 1 + n % 28),
                        d % 2 == 0
                                ? "UBND huyện " + district
                                : "UBND xã " + text.commune(n % 210 + FONDS),
                        subject,
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

    private ExtractedText text(Facts facts, ContentFile file) {
        int d = (int) (file.id().value().getMostSignificantBits() & 0xFF);
        SplittableRandom random = new SplittableRandom(31L * facts.n() + d);
        List<ExtractedText.Page> pages = new ArrayList<>();
        for (int page = 1; page <= PAGES_PER_DOCUMENT; page++) {
            String beginning = "";
            if (page == 1) {
                beginning =
                        "ỦY BAN NHÂN DÂN\nSố: "
                                + printedNumber(facts.n(), d)
                                + "\nVề "
                                + facts.matter()
                                + " tại xã "
                                + facts.commune()
                                + ".\n";
            } else if (page == 2) {
                beginning = "Người làm đơn: " + facts.person() + ".\n";
            }
            pages.add(
                    new ExtractedText.Page(
                            page,
                            ExtractedText.Source.LAYER,
                            text.page(beginning, random),
                            List.of(),
                            null));
        }
        return new ExtractedText(pages);
    }
}
