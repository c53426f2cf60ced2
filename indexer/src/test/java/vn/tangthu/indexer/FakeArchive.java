package vn.tangthu.indexer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.Slice;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Catalogue, journal and extracted texts in memory, with the contracts of the real ones. */
public final class FakeArchive implements Catalogue, ChangeJournal, ExtractedTexts {
    private final Map<FondsId, Fonds> fonds = new LinkedHashMap<>();
    private final Map<AipId, Kept> records = new LinkedHashMap<>();
    private final Map<AipId, OnPaper> papers = new LinkedHashMap<>();
    private final Map<ContentFileId, List<String>> texts = new LinkedHashMap<>();
    private final List<Entry> journal = new ArrayList<>();
    private final Set<AipId> unreadable = new HashSet<>();
    private UUID epoch = UUID.randomUUID();
    private long began;
    private final Map<UUID, FondsId> fondsOf = new HashMap<>();
    private @Nullable RuntimeException outage;

    /** A hồ sơ as the fake keeps it. */
    public record Kept(
            AipId id,
            FondsId fonds,
            FileDescription description,
            Rights rights,
            List<KeptDocument> documents) {}

    public record KeptDocument(
            DocumentId id,
            DocumentDescription description,
            Rights rights,
            List<ContentFile> files) {}

    /** Describes a document to be kept. */
    public static final class Doc {
        private final String subject;
        private @Nullable DocumentType type;
        private @Nullable String number;
        private @Nullable String notation;
        private @Nullable ArchivalDate date;
        private @Nullable String organ;
        private @Nullable String keyword;
        private Rights rights = Rights.OPEN;
        private List<LanguageCode> languages = List.of();
        private final List<List<String>> files = new ArrayList<>(List.of(new ArrayList<>()));

        public Doc(String subject) {
            this.subject = subject;
        }

        public Doc type(DocumentType value) {
            type = value;
            return this;
        }

        public Doc number(@Nullable String value, @Nullable String ofNotation) {
            number = value;
            notation = ofNotation;
            return this;
        }

        public Doc date(String value) {
            date = ArchivalDate.parse(value);
            return this;
        }

        public Doc organ(String value) {
            organ = value;
            return this;
        }

        public Doc languages(LanguageCode... values) {
            languages = List.of(values);
            return this;
        }

        public Doc keyword(String value) {
            keyword = value;
            return this;
        }

        public Doc rights(Rights value) {
            rights = value;
            return this;
        }

        public Doc page(String text) {
            files.getLast().add(text);
            return this;
        }

        /** What follows stands in another file, from its page 1. */
        public Doc file() {
            files.add(new ArrayList<>());
            return this;
        }
    }

    public synchronized FondsId addFonds(String code, String title, Rights rights) {
        FondsId id = new FondsId(UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)));
        fonds.put(id, new Fonds(id, code, title, "H32", null, null, rights, 0, Instant.EPOCH));
        return id;
    }

    public synchronized void fondsRights(FondsId id, Rights rights) {
        Fonds old = fonds(id);
        boolean narrower =
                rights.access().compareTo(old.rights().access()) > 0
                        || titled(old.rights()) && !titled(rights);
        put(id, old, old.title(), rights);
        say(narrower ? Kind.FONDS_RESTRICTED : Kind.FONDS_CHANGED, id.value());
    }

    private static boolean titled(Rights rights) {
        return rights.access() == Access.PUBLIC || rights.titlePublic();
    }

    public synchronized void fondsTitle(FondsId id, String title) {
        Fonds old = fonds(id);
        put(id, old, title, old.rights());
        say(Kind.FONDS_CHANGED, id.value());
    }

    /** A new series, or the day on which it was closed. */
    public synchronized void fondsNoted(FondsId id) {
        say(Kind.FONDS_NOTED, id.value());
    }

    private void put(FondsId id, Fonds old, String title, Rights rights) {
        fonds.put(
                id,
                new Fonds(
                        id,
                        old.code(),
                        title,
                        old.archiveCode(),
                        null,
                        null,
                        rights,
                        0,
                        old.createdAt()));
    }

    private Fonds fonds(FondsId id) {
        return Objects.requireNonNull(fonds.get(id));
    }

    /** An entry of paper that is not digitised; its code says which hồ sơ it is. */
    public synchronized AipId addPaper(FondsId of, String code, String title, Rights rights) {
        AipId id =
                new AipId(
                        UUID.nameUUIDFromBytes(("giấy " + code).getBytes(StandardCharsets.UTF_8)));
        papers.put(id, new OnPaper(of, code, title, rights));
        say(Kind.AIP_CHANGED, id.value());
        return id;
    }

    /** It is digitised now, or withdrawn. */
    public synchronized void removePaper(AipId id) {
        OnPaper unused = papers.remove(id);
        say(Kind.AIP_CHANGED, id.value());
    }

    private record OnPaper(FondsId fonds, String code, String title, Rights rights) {}

    @Override
    public synchronized Map<AipId, RecordView.Paper> onPaper(Collection<AipId> ids, Reader reader) {
        Map<AipId, RecordView.Paper> views = new LinkedHashMap<>();
        for (AipId id : ids) {
            OnPaper paper = papers.get(id);
            if (paper != null && reader.mayKnowOf(paper.fonds, paper.rights.access())) {
                Fonds of = fonds(paper.fonds);
                boolean whole = reader.mayRead(paper.fonds, paper.rights.access());
                views.put(
                        id,
                        new RecordView.Paper(
                                id,
                                "H32." + paper.code,
                                new RecordView.FondsSummary(of.id(), of.code(), of.title()),
                                1978,
                                1981,
                                whole || paper.rights.titlePublic() ? paper.title : null,
                                whole
                                        ? new PaperFacts(
                                                "1", "7", null, 2, 340, null, null, paper.rights)
                                        : null));
            }
        }
        return views;
    }

    public synchronized AipId add(
            FondsId of,
            String code,
            String title,
            @Nullable String start,
            @Nullable String end,
            @Nullable String description,
            Rights rights,
            Doc... docs) {
        AipId id = new AipId(UUID.nameUUIDFromBytes(code.getBytes(StandardCharsets.UTF_8)));
        List<KeptDocument> documents = new ArrayList<>();
        int ordinal = 0;
        for (Doc doc : docs) {
            ordinal++;
            String docCode = code + "." + String.format(Locale.ROOT, "%07d", ordinal);
            List<ContentFile> files = new ArrayList<>();
            for (List<String> pages : doc.files) {
                files.add(file(docCode + (files.isEmpty() ? "" : "-" + files.size()), pages));
            }
            documents.add(
                    new KeptDocument(
                            new DocumentId(
                                    UUID.nameUUIDFromBytes(
                                            docCode.getBytes(StandardCharsets.UTF_8))),
                            new DocumentDescription(
                                    docCode,
                                    ordinal,
                                    doc.type,
                                    doc.number,
                                    doc.notation,
                                    doc.date,
                                    doc.organ,
                                    doc.subject,
                                    doc.languages,
                                    doc.files.stream().mapToInt(List::size).sum(),
                                    null,
                                    doc.keyword,
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
                            doc.rights,
                            List.copyOf(files)));
        }
        boolean known = records.containsKey(id);
        records.put(
                id,
                new Kept(
                        id,
                        of,
                        new FileDescription(
                                code,
                                title,
                                Maintenance.PERMANENT,
                                null,
                                List.of(),
                                start == null ? null : ArchivalDate.parse(start),
                                end == null ? null : ArchivalDate.parse(end),
                                null,
                                docs.length,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                description),
                        rights,
                        documents));
        say(known ? Kind.AIP_CHANGED : Kind.AIP_STORED, id.value());
        return id;
    }

    private ContentFile file(String name, List<String> pages) {
        String pdf = name + ".pdf";
        ContentFileId id =
                new ContentFileId(UUID.nameUUIDFromBytes(pdf.getBytes(StandardCharsets.UTF_8)));
        Digest digest = Digest.of(DigestAlgorithm.SHA512, name.getBytes(StandardCharsets.UTF_8));
        texts.put(id, List.copyOf(pages));
        return new ContentFile(
                id,
                "representations/rep1/data/" + pdf,
                pdf,
                "application/pdf",
                1000,
                pages.size(),
                digest,
                digest);
    }

    public synchronized void rights(AipId id, Rights rights) {
        quietly(id, rights);
        say(Kind.RIGHTS_CHANGED, id.value());
    }

    /** Changes rights without a journal line: an index that has not heard of it yet. */
    public synchronized void quietly(AipId id, Rights rights) {
        Kept old = kept(id);
        records.put(id, new Kept(id, old.fonds, old.description, rights, old.documents));
    }

    private Kept kept(AipId id) {
        return Objects.requireNonNull(records.get(id));
    }

    public synchronized List<KeptDocument> documents(AipId id) {
        return kept(id).documents;
    }

    public synchronized void withdraw(AipId id) {
        records.remove(id);
        say(Kind.AIP_WITHDRAWN, id.value());
    }

    public synchronized void text(AipId id, int document, List<String> pages) {
        texts.put(kept(id).documents.get(document).files.getFirst().id(), List.copyOf(pages));
        say(Kind.TEXT_CHANGED, id.value());
    }

    /** As in another process that has the same archive. */
    public synchronized void epoch(UUID other) {
        epoch = other;
        began = journal.size();
    }

    public synchronized void newEpoch() {
        epoch = UUID.randomUUID();
        journal.clear();
        records.keySet().forEach(id -> say(Kind.AIP_STORED, id.value()));
        began = journal.size();
    }

    /** Reading this record fails from now on, alone or with others. */
    public synchronized void makeUnreadable(AipId id, boolean so) {
        if (so) {
            unreadable.add(id);
        } else {
            unreadable.remove(id);
        }
    }

    public synchronized void outage(@Nullable RuntimeException failure) {
        outage = failure;
    }

    private void say(Kind kind, UUID subject) {
        Kept known = records.get(new AipId(subject));
        if (known != null) {
            fondsOf.put(subject, known.fonds);
        }
        journal.add(new Entry(journal.size() + 1, kind, subject, Instant.EPOCH));
    }

    private void check() {
        RuntimeException failure = outage;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized UUID epoch() {
        check();
        return epoch;
    }

    @Override
    public synchronized List<Entry> after(long sequence, int limit) {
        check();
        return journal.stream().filter(entry -> entry.sequence() > sequence).limit(limit).toList();
    }

    @Override
    public synchronized long head() {
        check();
        return journal.size();
    }

    @Override
    public synchronized long began() {
        check();
        return began;
    }

    @Override
    public synchronized Set<FondsId> narrowedAfter(long sequence) {
        check();
        return journal.stream()
                .filter(entry -> entry.sequence() > sequence && entry.kind().narrows())
                .map(
                        entry ->
                                entry.kind().isOfFonds()
                                        ? new FondsId(entry.subject())
                                        : fondsOf.get(entry.subject()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Optional<ExtractedText> of(ContentFile file) throws IOException {
        List<String> pages = texts.get(file.id());
        if (pages == null || pages.isEmpty()) {
            return Optional.empty();
        }
        List<ExtractedText.Page> read = new ArrayList<>();
        for (String page : pages) {
            read.add(
                    new ExtractedText.Page(
                            read.size() + 1, ExtractedText.Source.LAYER, page, words(page), null));
        }
        return Optional.of(new ExtractedText(read));
    }

    private static List<ExtractedText.Word> words(String page) {
        List<ExtractedText.Word> words = new ArrayList<>();
        String[] lines = page.split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            int x = 0;
            for (String word : lines[line].split(" ", -1)) {
                if (!word.isEmpty()) {
                    words.add(new ExtractedText.Word(word, line, x, line * 100, 90, 90));
                    x += 100;
                }
            }
        }
        return words;
    }

    @Override
    public synchronized Map<AipId, RecordView> records(Collection<AipId> ids, Reader reader) {
        check();
        Map<AipId, RecordView> views = new LinkedHashMap<>();
        for (AipId id : ids) {
            if (unreadable.contains(id)) {
                throw new IllegalArgumentException("Row of " + id + " cannot be read");
            }
            record(id, reader).ifPresent(view -> views.put(id, view));
        }
        return views;
    }

    @Override
    public synchronized Optional<RecordView> record(AipId id, Reader reader) {
        Kept kept = records.get(id);
        if (kept == null) {
            return Optional.empty();
        }
        Fonds of = fonds(kept.fonds);
        Rights joined = strictest(of.rights(), kept.rights);
        RecordView.FondsSummary summary =
                new RecordView.FondsSummary(of.id(), of.code(), of.title());
        FileDescription description = kept.description;
        if (!reader.mayRead(of.id(), joined.access())) {
            return reader.mayKnowOf(of.id(), joined.access())
                    ? Optional.of(
                            new RecordView.Listed(
                                    id,
                                    description.arcFileCode(),
                                    summary,
                                    year(description.startDate()),
                                    year(description.endDate()),
                                    joined.titlePublic() ? description.title() : null))
                    : Optional.empty();
        }
        List<ArchivalDocument> visible = new ArrayList<>();
        int withheld = 0;
        for (KeptDocument document : kept.documents) {
            Rights own = strictest(joined, document.rights);
            if (reader.mayRead(of.id(), own.access())) {
                visible.add(
                        new ArchivalDocument(
                                document.id, document.description, own, document.files));
            } else if (reader.mayKnowOf(of.id(), own.access())) {
                withheld++;
            }
        }
        return Optional.of(
                new RecordView.Full(
                        id,
                        summary,
                        null,
                        description,
                        joined,
                        visible,
                        withheld,
                        new RecordView.Provenance(null, "test", Instant.EPOCH),
                        new FixityState.NeverChecked(Instant.EPOCH),
                        List.of(new RecordVersion(1, Instant.EPOCH, "test", "stored"))));
    }

    private static @Nullable Integer year(@Nullable ArchivalDate date) {
        return date == null ? null : date.year();
    }

    private static Rights strictest(Rights above, Rights own) {
        return new Rights(
                Access.strictest(above.access(), own.access()),
                (above.access() == Access.PUBLIC || above.titlePublic())
                        && (own.access() == Access.PUBLIC || own.titlePublic()),
                null);
    }

    @Override
    public synchronized Optional<Fonds> fonds(FondsId id, Reader reader) {
        return Optional.ofNullable(fonds.get(id))
                .filter(of -> reader.mayKnowOf(id, of.rights().access()));
    }

    @Override
    public synchronized Optional<AipId> recordOf(ContentFileId file, Reader reader) {
        return records.values().stream()
                .filter(
                        kept ->
                                kept.documents.stream()
                                        .flatMap(document -> document.files.stream())
                                        .anyMatch(each -> each.id().equals(file)))
                .map(Kept::id)
                .findFirst();
    }

    @Override
    public Slice<Fonds> fonds(int offset, int limit, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Fonds> fondsByCode(String code, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Slice<Series> series(FondsId of, int offset, int limit, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Series> series(FondsId of, SeriesId id, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Slice<RecordSummary> records(SeriesId series, int offset, int limit, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Slice<RecordSummary> recordsWithoutSeries(
            FondsId of, int offset, int limit, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AipId> resolve(String code, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PublicRecord> publicRecords(@Nullable AipId after, int limit) {
        throw new UnsupportedOperationException();
    }
}
