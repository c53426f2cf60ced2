package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/**
 * Reads records as the index takes them in. What others than the operator may see is not worked out
 * here: the catalogue is asked as each kind of reader, so that there is one place that decides.
 */
final class RecordReading {
    private final Catalogue catalogue;
    private final ExtractedTexts texts;

    RecordReading(Catalogue catalogue, ExtractedTexts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /**
     * A record to index, and what of its text could not be read.
     *
     * @param failure set while the record is put in the index
     */
    record Read(IndexableRecord record, Failures failure) {}

    /** Texts that fail leave the description findable; the first reason is kept. */
    static final class Failures implements ExtractedTexts {
        private final ExtractedTexts texts;
        private @Nullable String reason;

        Failures(ExtractedTexts texts) {
            this.texts = texts;
        }

        Optional<String> reason() {
            return Optional.ofNullable(reason);
        }

        @Override
        public Optional<ExtractedText> of(ContentFile file) {
            try {
                return texts.of(file);
            } catch (IOException | RuntimeException e) {
                if (reason == null) {
                    reason = "text of " + file.path() + ": " + e;
                }
                return Optional.empty();
            }
        }
    }

    /** Those that exist; at most 1,000 ids. */
    Map<AipId, Read> read(Collection<AipId> ids) {
        Map<AipId, RecordView> all = catalogue.records(ids, Reader.OPERATOR);
        Map<AipId, RecordView> forEverybody = catalogue.records(ids, Reader.ANONYMOUS);
        Set<FondsId> fonds =
                all.values().stream().map(view -> view.fonds().id()).collect(Collectors.toSet());
        Reader agency = new Reader(null, "index", Set.of(Role.AGENCY), fonds);
        Map<AipId, RecordView> forAgency = catalogue.records(ids, agency);
        Map<AipId, Read> records = new LinkedHashMap<>();
        all.forEach(
                (id, view) -> {
                    if (view instanceof RecordView.Full full) {
                        records.put(id, read(full, forEverybody.get(id), forAgency.get(id)));
                    }
                });
        List<AipId> rest = ids.stream().filter(id -> !all.containsKey(id)).toList();
        records.putAll(onPaper(rest));
        return records;
    }

    /** Entries of paper that is not digitised: records without documents. */
    private Map<AipId, Read> onPaper(Collection<AipId> ids) {
        Map<AipId, Read> records = new LinkedHashMap<>();
        Map<AipId, RecordView.Paper> all =
                ids.isEmpty() ? Map.of() : catalogue.onPaper(ids, Reader.OPERATOR);
        if (all.isEmpty()) {
            return records;
        }
        Map<AipId, RecordView.Paper> forEverybody = catalogue.onPaper(ids, Reader.ANONYMOUS);
        Set<FondsId> fonds =
                all.values().stream().map(view -> view.fonds().id()).collect(Collectors.toSet());
        Reader agency = new Reader(null, "index", Set.of(Role.AGENCY), fonds);
        Map<AipId, RecordView.Paper> forAgency = catalogue.onPaper(ids, agency);
        all.forEach(
                (id, view) -> {
                    PaperFacts facts = view.facts();
                    if (facts != null) {
                        Read read = read(view, facts, forEverybody.get(id), forAgency.get(id));
                        records.put(id, read);
                    }
                });
        return records;
    }

    private Read read(
            RecordView.Paper all,
            PaperFacts facts,
            RecordView.@Nullable Paper everybody,
            RecordView.@Nullable Paper agency) {
        Access access =
                everybody != null && everybody.isWhole()
                        ? Access.PUBLIC
                        : agency != null && agency.isWhole() ? Access.LISTED : Access.HIDDEN;
        RecordView.Listed listed =
                everybody == null || everybody.isWhole()
                        ? null
                        : new RecordView.Listed(
                                everybody.id(),
                                everybody.arcFileCode(),
                                everybody.fonds(),
                                everybody.startYear(),
                                everybody.endYear(),
                                everybody.titleOrNull());
        Failures none = new Failures(texts);
        return new Read(
                new IndexableRecord(
                        asRecord(all, facts),
                        access,
                        Set.of(),
                        Set.of(),
                        listed,
                        none,
                        Carrier.PAPER),
                none);
    }

    /** For the index alone, which asks for words, years, codes and fonds. */
    private static RecordView.Full asRecord(RecordView.Paper paper, PaperFacts facts) {
        Integer from = paper.startYear();
        Integer to = paper.endYear();
        String title = paper.titleOrNull();
        return new RecordView.Full(
                paper.id(),
                paper.fonds(),
                null,
                new FileDescription(
                        paper.arcFileCode(),
                        title == null ? "" : title,
                        Maintenance.PERMANENT,
                        null,
                        List.of(),
                        from == null ? null : ArchivalDate.ofYear(from),
                        to == null ? null : ArchivalDate.ofYear(to),
                        null,
                        null,
                        facts.sheets(),
                        null,
                        facts.condition(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        facts.note()),
                facts.rights(),
                List.of(),
                0,
                new RecordView.Provenance(null, "", Instant.EPOCH),
                new FixityState.NeverChecked(Instant.EPOCH),
                List.of());
    }

    private Read read(
            RecordView.Full all, @Nullable RecordView everybody, @Nullable RecordView agency) {
        Access access =
                everybody instanceof RecordView.Full
                        ? Access.PUBLIC
                        : agency instanceof RecordView.Full ? Access.LISTED : Access.HIDDEN;
        Failures failures = new Failures(texts);
        return new Read(
                new IndexableRecord(
                        all,
                        access,
                        documents(everybody),
                        documents(agency),
                        everybody instanceof RecordView.Listed listed ? listed : null,
                        failures),
                failures);
    }

    private static Set<DocumentId> documents(@Nullable RecordView view) {
        return view instanceof RecordView.Full full
                ? full.documents().stream().map(ArchivalDocument::id).collect(Collectors.toSet())
                : Set.of();
    }
}
