package vn.tangthu.portal.publicpages;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.UseMode;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** An archive in memory: one sound record, one listed, one damaged, one hidden. */
final class FakeArchive
        implements Catalogue,
                Search,
                PageTexts,
                InsideRecord,
                Suggestions,
                PageImages,
                Retrieval,
                OriginalFiles,
                vn.tangthu.repository.ReadingCopies,
                DamagedFiles {
    /** A search for this comes when too many others are on. */
    static final String TOO_MANY = "qua-tai";

    /** Whoever looks for this inside a record has to go on looking. */
    static final String NOT_YET = "lau-lam";

    static final AipId SOUND = AipId.of("11111111-1111-4111-8111-111111111111");
    static final AipId LISTED = AipId.of("22222222-2222-4222-8222-222222222222");
    static final AipId HIDDEN = AipId.of("33333333-3333-4333-8333-333333333333");
    static final AipId DAMAGED = AipId.of("44444444-4444-4444-8444-444444444444");

    /** On paper, and open; its shelf is known to the staff only. */
    static final AipId PAPER = AipId.of("66666666-6666-4666-8666-666666666666");

    /** On paper, and listed only. */
    static final AipId PAPER_LISTED = AipId.of("77777777-7777-4777-8777-777777777777");

    /** Documents of it were erased; what stays is {@link #SOUND}. */
    static final AipId ERASED = AipId.of("55555555-5555-4555-8555-555555555555");

    static final AipId MISSING = AipId.of("99999999-9999-4999-8999-999999999999");
    static final ContentFileId FILE = file(1);
    static final ContentFileId HIDDEN_FILE = file(3);
    static final ContentFileId DAMAGED_FILE = file(4);
    static final ContentFileId WHOLE_FILE = file(5);
    static final FondsId FONDS = FondsId.of("aaaaaaaa-0000-4000-8000-000000000001");
    static final FondsId HIDDEN_FONDS = FondsId.of("aaaaaaaa-0000-4000-8000-000000000002");
    static final SeriesId SERIES = SeriesId.of("bbbbbbbb-0000-4000-8000-000000000001");
    static final String CODE = "000.00.15.H41/02.0145";
    static final String NAUGHTY =
            "Hồ sơ giao đất xã Vĩnh Lương, CVT<NN và <script>alert(1)</script>";
    static final String SECRET_WORDS = "Danh sách không ai được thấy";
    static final byte[] BYTES =
            "%PDF-1.7 not really, but the same bytes each time\n"
                    .repeat(40)
                    .getBytes(StandardCharsets.UTF_8);
    static final int PAGES = 24;

    private static final Instant STORED = Instant.parse("2026-09-01T03:00:00Z");
    private static final Instant CHECKED = Instant.parse("2026-11-12T03:00:00Z");
    private final Map<AipId, RecordView> records = new LinkedHashMap<>();

    /** How often it was searched. */
    final AtomicInteger searches = new AtomicInteger();

    /** How often the children of a series were asked for. */
    final AtomicInteger listed = new AtomicInteger();

    /** So many children the series has; fewer than {@link #WIDE} are the few there are. */
    volatile int children = 120;

    /** A series of so many gives full pages. */
    static final int WIDE = 1_000;

    private final Series series =
            new Series(SERIES, FONDS, "02", "Giao đất, thu hồi đất 1990–2005", 2);
    private final Fonds fonds =
            new Fonds(
                    FONDS,
                    "H41-SXD",
                    "Sở Xây dựng & Quy hoạch <cũ>",
                    "000.00.15.H41",
                    LocalDate.of(2025, 6, 30),
                    "Thành lập năm 1989, kết thúc hoạt động ngày 30/6/2025.",
                    Rights.OPEN,
                    3,
                    STORED);

    @Override
    public Map<AipId, RecordView.Paper> onPaper(Collection<AipId> ids, Reader reader) {
        Map<AipId, RecordView.Paper> views = new LinkedHashMap<>();
        RecordView.FondsSummary of =
                new RecordView.FondsSummary(FONDS, fonds.code(), fonds.title());
        if (ids.contains(PAPER)) {
            views.put(
                    PAPER,
                    new RecordView.Paper(
                            PAPER,
                            "000.00.15.H41/02.0900",
                            of,
                            1978,
                            1981,
                            "Hồ sơ đắp đập <Suối Dầu>",
                            new PaperFacts(
                                    "02",
                                    "900",
                                    new BigDecimal("0.350"),
                                    2,
                                    340,
                                    PhysicalCondition.FAIR,
                                    "Một phần bị ẩm",
                                    Rights.OPEN)));
        }
        if (ids.contains(PAPER_LISTED)) {
            views.put(
                    PAPER_LISTED,
                    new RecordView.Paper(
                            PAPER_LISTED, "000.00.15.H41/02.0901", of, 1990, 1990, null, null));
        }
        return views;
    }

    @Override
    public boolean hasPaper(FondsId of, Reader reader) {
        return of.equals(FONDS);
    }

    FakeArchive() {
        records.put(SOUND, full(SOUND, CODE, NAUGHTY, 1, new FixityState.Sound(CHECKED)));
        records.put(
                LISTED,
                new RecordView.Listed(
                        LISTED,
                        "000.00.15.H41/02.0146",
                        new RecordView.FondsSummary(FONDS, fonds.code(), fonds.title()),
                        1999,
                        2001,
                        null));
        records.put(
                DAMAGED,
                full(
                        DAMAGED,
                        "000.00.15.H41/02.0147",
                        "Hồ sơ thu hồi đất làm đường ven biển",
                        4,
                        new FixityState.Damaged(CHECKED)));
    }

    /** As if a decision had closed it; gives what opens it again. */
    Runnable close(AipId id) {
        RecordView view = Objects.requireNonNull(records.remove(id));
        return () -> records.put(id, view);
    }

    private static ContentFileId file(int number) {
        return ContentFileId.of("cccccccc-0000-4000-8000-00000000000" + number);
    }

    private RecordView.Full full(
            AipId id, String code, String title, int fileNumber, FixityState fixity) {
        List<ArchivalDocument> documents = new ArrayList<>();
        documents.add(document(1, fileNumber, "Về việc giao đất ở cho ông Nguyễn Văn A <B>"));
        // Of a damaged record only this one is whole.
        documents.add(document(2, fileNumber == 4 ? 5 : fileNumber, "Biên bản bàn giao mốc giới"));
        return new RecordView.Full(
                id,
                new RecordView.FondsSummary(FONDS, fonds.code(), fonds.title()),
                series,
                new FileDescription(
                        code,
                        title,
                        Maintenance.PERMANENT,
                        UseMode.OPEN,
                        List.of(LanguageCode.VIETNAMESE),
                        ArchivalDate.parse("05/03/1998"),
                        ArchivalDate.parse("2001"),
                        "giao đất; Vĩnh Lương",
                        2,
                        12,
                        24,
                        PhysicalCondition.GOOD,
                        "GĐ",
                        ConfidenceLevel.DIGITISED,
                        "HS-145",
                        true,
                        true,
                        "Ghi chú & \"ngoặc\""),
                Rights.OPEN,
                documents,
                1,
                new RecordView.Provenance(null, "Công ty số hóa A & B", STORED),
                fixity,
                List.of(new RecordVersion(1, STORED, "lan", "Nhận vào kho")));
    }

    private static ArchivalDocument document(int ordinal, int fileNumber, String subject) {
        ContentFile content =
                new ContentFile(
                        file(fileNumber),
                        "representations/rep1/data/" + ordinal + ".pdf",
                        "Quyết định số 125 – giao đất.pdf",
                        "application/pdf",
                        BYTES.length,
                        PAGES,
                        Digest.of(DigestAlgorithm.SHA512, BYTES),
                        Digest.of(DigestAlgorithm.SHA256, BYTES));
        return new ArchivalDocument(
                new DocumentId(new UUID(fileNumber, ordinal)),
                new DocumentDescription(
                        CODE + ".000000" + ordinal,
                        ordinal,
                        DocumentType.DECISION,
                        "125",
                        "QĐ-UBND",
                        ArchivalDate.parse("05/03/1998"),
                        "Ủy ban nhân dân tỉnh",
                        subject,
                        List.of(LanguageCode.VIETNAMESE),
                        PAGES,
                        null,
                        null,
                        null,
                        ConfidenceLevel.DIGITISED,
                        null,
                        PhysicalCondition.GOOD,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Rights.OPEN,
                List.of(content));
    }

    // Catalogue

    @Override
    public Slice<Fonds> fonds(int offset, int limit, Reader reader) {
        return new Slice<>(offset == 0 ? List.of(fonds) : List.of(), offset, 1);
    }

    @Override
    public Optional<Fonds> fonds(FondsId id, Reader reader) {
        return id.equals(FONDS) ? Optional.of(fonds) : Optional.empty();
    }

    @Override
    public Optional<Fonds> fondsByCode(String code, Reader reader) {
        return Optional.of(fonds).filter(one -> one.code().equals(code));
    }

    @Override
    public Slice<Series> series(FondsId id, int offset, int limit, Reader reader) {
        return new Slice<>(offset == 0 ? List.of(series) : List.of(), offset, 1);
    }

    @Override
    public Optional<Series> series(FondsId of, SeriesId id, Reader reader) {
        return Optional.of(series).filter(one -> one.id().equals(id) && fonds.id().equals(of));
    }

    @Override
    public Slice<RecordSummary> records(SeriesId id, int offset, int limit, Reader reader) {
        List<RecordSummary> all =
                records.values().stream()
                        .map(
                                view ->
                                        new RecordSummary(
                                                view.id(),
                                                view.arcFileCode(),
                                                view.titleOrNull(),
                                                view.startYear(),
                                                view.endYear(),
                                                view instanceof RecordView.Full
                                                        ? Access.PUBLIC
                                                        : Access.LISTED,
                                                2,
                                                48,
                                                view instanceof RecordView.Full full
                                                        ? full.fixity()
                                                        : new FixityState.NeverChecked(STORED)))
                        .toList();
        int unused = listed.incrementAndGet();
        if (children >= WIDE) {
            List<RecordSummary> page =
                    IntStream.range(offset, Math.min(offset + limit, children))
                            .mapToObj(number -> all.get(number % all.size()))
                            .toList();
            return new Slice<>(page, offset, children);
        }
        return new Slice<>(offset == 0 ? all : List.of(), offset, children);
    }

    @Override
    public Slice<RecordSummary> recordsWithoutSeries(
            FondsId id, int offset, int limit, Reader reader) {
        return new Slice<>(List.of(), offset, 0);
    }

    @Override
    public Optional<RecordView> record(AipId id, Reader reader) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public Optional<AipId> resolve(String code, Reader reader) {
        if (code.equals(CODE) || code.equals(ERASED.toString())) {
            return Optional.of(SOUND);
        }
        return code.length() == 36
                ? record(AipId.of(code), reader).map(RecordView::id)
                : Optional.empty();
    }

    @Override
    public Optional<AipId> recordOf(ContentFileId id, Reader reader) {
        return id.equals(FILE) ? Optional.of(SOUND) : Optional.empty();
    }

    @Override
    public Map<AipId, RecordView> records(Collection<AipId> ids, Reader reader) {
        Map<AipId, RecordView> found = new HashMap<>(records);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public List<PublicRecord> publicRecords(@Nullable AipId after, int limit) {
        return after == null ? List.of(new PublicRecord(SOUND, STORED)) : List.of();
    }

    // Search

    @Override
    public SearchPage search(SearchRequest request, Reader reader) {
        int unused = searches.incrementAndGet();
        if (request.query().equals(TOO_MANY)) {
            throw new SearchBusyException();
        }
        List<Facet> facets =
                List.of(
                        new Facet(
                                Facet.Kind.FONDS,
                                List.of(new Facet.Value(FONDS.toString(), fonds.title(), 3))),
                        new Facet(
                                Facet.Kind.AGENCY,
                                List.of(
                                        new Facet.Value(
                                                "Ủy ban nhân dân tỉnh",
                                                "Ủy ban nhân dân tỉnh",
                                                2))),
                        new Facet(
                                Facet.Kind.YEAR,
                                List.of(
                                        new Facet.Value("1998", "1998", 2),
                                        new Facet.Value("1999", "1999", 1))),
                        new Facet(Facet.Kind.TYPE, List.of(new Facet.Value("02", "Quyết định", 2))),
                        new Facet(
                                Facet.Kind.LANGUAGE,
                                List.of(
                                        new Facet.Value("01", "Tiếng Việt", 3),
                                        new Facet.Value("03", "Tiếng Pháp", 1))),
                        new Facet(
                                Facet.Kind.PLACE,
                                List.of(
                                        new Facet.Value(
                                                BodyId.of(FakeBodies.DISTRICT).toString(),
                                                "Huyện Diên Khánh (Tỉnh Khánh Hòa)",
                                                2))),
                        new Facet(
                                Facet.Kind.RESPONSIBLE,
                                List.of(
                                        new Facet.Value(
                                                BodyId.of(FakeBodies.COMMUNE).toString(),
                                                "Xã Diên Khánh (Tỉnh Khánh Hòa)",
                                                3,
                                                true))),
                        new Facet(
                                Facet.Kind.CARRIER,
                                List.of(
                                        new Facet.Value("DIGITAL", "x", 3),
                                        new Facet.Value("PAPER", "y", 2))),
                        new Facet(
                                Facet.Kind.ACCESS,
                                List.of(
                                        new Facet.Value(Facet.ONLINE, "x", 2),
                                        new Facet.Value(Facet.ON_REQUEST, "y", 1))));
        if (request.query().contains("zzz")) {
            SearchRequest wider =
                    new SearchRequest(
                            "giao dat", SearchRequest.Filters.NONE, request.sort(), 0, 20);
            return new SearchPage(
                    List.of(),
                    0,
                    false,
                    List.of(),
                    List.of(
                            new SearchPage.Relaxation(
                                    SearchPage.Relaxation.Kind.ANY_WORD, wider, 7)));
        }
        List<Hit> hits = records.values().stream().map(FakeArchive::hit).toList();
        if (request.query().equals("vô số")) {
            // The third page is said to be the last.
            boolean more = request.offset() != 40;
            return new SearchPage(hits, 52_000, true, facets, List.of(), false, 0, more);
        }
        int asTyped = request.query().contains("Phụng") ? 1 : 0;
        return new SearchPage(
                request.offset() < 60 ? hits : List.of(),
                57,
                false,
                facets,
                List.of(),
                false,
                asTyped,
                false);
    }

    private static Hit hit(RecordView view) {
        if (!(view instanceof RecordView.Full full)) {
            return new Hit(
                    view, 1, List.of(), List.of(Hit.Reason.of(Hit.Why.CODE, view.arcFileCode())));
        }
        ArchivalDocument first = full.documents().getFirst();
        Hit.Snippet snippet =
                new Hit.Snippet(
                        List.of(
                                new Hit.Snippet.Piece("… quyết định ", false),
                                new Hit.Snippet.Piece("giao đất", true),
                                new Hit.Snippet.Piece(" ở cho ông <b>A</b> …", false)));
        return new Hit(
                view,
                2,
                List.of(
                        new Hit.Place(
                                first.id(),
                                first.files().getFirst().id(),
                                first.description().subject(),
                                first.description().printedNumber(),
                                13,
                                snippet)),
                List.of(
                        Hit.Reason.of(Hit.Why.TITLE),
                        Hit.Reason.of(Hit.Why.YEARS, "1998"),
                        Hit.Reason.of(Hit.Why.PAGE_TEXT, "13")));
    }

    // PageTexts

    @Override
    public Optional<ExtractedText.Page> page(ContentFileId id, int page, Reader reader) {
        List<ExtractedText.Word> words = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 30; line++) {
            String[] syllables = "Ủy ban giao đất <ở> tại xã Vĩnh Lương".split(" ");
            for (int i = 0; i < syllables.length; i++) {
                words.add(
                        new ExtractedText.Word(
                                syllables[i], line, 1200 + i * 830, 1000 + line * 270, 700, 160));
                text.append(syllables[i]).append(i + 1 < syllables.length ? " " : "\n");
            }
        }
        return Optional.of(
                new ExtractedText.Page(
                        page, ExtractedText.Source.OCR, text.toString(), words, null));
    }

    @Override
    public Optional<ExtractedText> text(ContentFileId id, Reader reader) {
        return Optional.empty();
    }

    @Override
    public Optional<Marked> marked(ContentFileId id, int page, String query, Reader reader) {
        return page(id, page, reader)
                .map(
                        found ->
                                new Marked(
                                        found,
                                        found.text()
                                                .lines()
                                                .map(line -> snippet(line, query))
                                                .toList(),
                                        find(id, query, 9, reader).stream()
                                                .filter(hit -> hit.page() == page)
                                                .flatMap(hit -> hit.words().stream())
                                                .toList()));
    }

    private static Hit.Snippet snippet(String line, String query) {
        int at = query.contains("zzz") ? -1 : line.indexOf("giao đất");
        return new Hit.Snippet(
                at < 0
                        ? List.of(new Hit.Snippet.Piece(line, false))
                        : List.of(
                                new Hit.Snippet.Piece(line.substring(0, at), false),
                                new Hit.Snippet.Piece("giao đất", true),
                                new Hit.Snippet.Piece(line.substring(at + 8), false)));
    }

    // Suggestions

    @Override
    public List<Suggestion> of(String typed, Reader reader) {
        return typed.contains("zzz")
                ? List.of()
                : List.of(
                        new Suggestion(Kind.NUMBER, "125/QĐ-UBND", "Về việc giao đất <B>", null),
                        new Suggestion(Kind.AGENCY, "Ủy ban nhân dân tỉnh", "", null),
                        new Suggestion(Kind.RECORD, NAUGHTY, CODE, SOUND));
    }

    // InsideRecord

    @Override
    public Found find(
            AipId record,
            @Nullable DocumentId only,
            String query,
            @Nullable Position from,
            boolean backwards,
            int limit,
            Reader reader) {
        if (!(records.get(record) instanceof RecordView.Full full)) {
            return Found.NOTHING;
        }
        if (query.contains(TOO_MANY)) {
            throw new SearchBusyException();
        }
        if (query.contains(NOT_YET)) {
            ArchivalDocument document = full.documents().getFirst();
            return new Found(
                    List.of(), new Position(document.id(), document.files().getFirst().id(), 14));
        }
        List<InsideRecord.PageHit> hits = new ArrayList<>();
        for (ArchivalDocument document : full.documents()) {
            ContentFileId file = document.files().getFirst().id();
            for (PageTexts.PageHit hit : find(file, query, 9, reader)) {
                hits.add(
                        new InsideRecord.PageHit(
                                new Position(document.id(), file, hit.page()),
                                snippet(hit.line(), query)));
            }
        }
        hits.removeIf(hit -> only != null && !only.equals(hit.at().document()));
        if (backwards) {
            Collections.reverse(hits);
        }
        if (from != null) {
            Comparator<Position> order =
                    Comparator.comparing((Position at) -> at.document().value())
                            .thenComparing(Position::page);
            Comparator<Position> asked = backwards ? order.reversed() : order;
            hits.removeIf(hit -> asked.compare(hit.at(), from) <= 0);
        }
        List<InsideRecord.PageHit> first = hits.stream().limit(limit).toList();
        return new Found(first, first.size() < hits.size() ? first.getLast().at() : null);
    }

    @Override
    public List<PageTexts.PageHit> find(ContentFileId id, String query, int limit, Reader reader) {
        if (query.contains("zzz")) {
            return List.of();
        }
        return IntStream.of(3, 13, 14)
                .mapToObj(
                        number ->
                                new PageTexts.PageHit(
                                        number,
                                        "Ủy ban giao đất <ở> tại xã Vĩnh Lương",
                                        page(id, number, reader).orElseThrow().words().stream()
                                                .filter(word -> word.line() == 4)
                                                .filter(word -> "giao đất".contains(word.text()))
                                                .toList()))
                .toList();
    }

    @Override
    public Set<ContentFileId> of(RecordView.Full record) {
        return record.id().equals(DAMAGED) ? Set.of(DAMAGED_FILE) : Set.of();
    }

    // PageImages and Retrieval

    @Override
    public PageRenderer.Rendered image(ContentFileId id, int page, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        check(id);
        int height = Math.round(width * 1.414f);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0xF6F2E8));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.DARK_GRAY);
        pen.setFont(new Font(Font.SERIF, Font.PLAIN, Math.max(6, width / 55)));
        for (int line = 0; line < 30; line++) {
            int y = (1000 + line * 270 + 150) * height / 10_000;
            pen.drawString(
                    "Ủy ban giao đất ở tại xã Vĩnh Lương, trang " + page, 1200 * width / 10_000, y);
        }
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return new PageRenderer.Rendered(out.toByteArray(), width, height);
    }

    @Override
    public void zip(AipId record, DocumentId document, OutputStream out, Reader reader)
            throws NotAvailable {
        throw new NotAvailable(); // no document here has a file for each page
    }

    @Override
    public Set<vn.tangthu.repository.DocumentId> offered(RecordView.Full record) {
        return Set.of(); // no page of them was read by OCR
    }

    @Override
    public ReadingCopy of(
            vn.tangthu.repository.AipId record,
            vn.tangthu.repository.DocumentId document,
            Reader reader)
            throws NotAvailable {
        throw new NotAvailable(); // nor one of images
    }

    @Override
    public VerifiedFile open(ContentFileId id, Reader reader)
            throws IOException, NotAvailable, Damaged {
        check(id);
        Path copy = Files.createTempFile("verified", ".pdf");
        Files.write(copy, BYTES);
        ContentFile file =
                ((RecordView.Full) Objects.requireNonNull(records.get(SOUND)))
                        .documents()
                        .getFirst()
                        .files()
                        .getFirst();
        return new VerifiedFile() {
            @Override
            public Path path() {
                return copy;
            }

            @Override
            public ContentFile file() {
                return file;
            }

            @Override
            public void close() throws IOException {
                Files.delete(copy);
            }
        };
    }

    private static void check(ContentFileId id) throws NotAvailable, Damaged {
        if (id.equals(DAMAGED_FILE)) {
            throw new Damaged(id);
        }
        if (!id.equals(FILE) && !id.equals(WHOLE_FILE)) {
            throw new NotAvailable();
        }
    }
}
