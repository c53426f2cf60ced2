package vn.tangthu.portal.space;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;

/**
 * Whether a search finds a hồ sơ only since it was changed. The index knows what is and not what
 * was, so the version of before is read from the package and held against what is: what matches is
 * new where it was not there, or where a word of the search came in by a correction. Remembers what
 * it read; one for each piece of the journal. Nothing of a package leaves it.
 */
final class ChangedRecords {
    private static final Logger log = LoggerFactory.getLogger(ChangedRecords.class);
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final RecordHistory history;
    private final Map<Version, Optional<Aip>> versions = new HashMap<>();

    private record Version(AipId id, int number) {}

    ChangedRecords(RecordHistory history) {
        this.history = history;
    }

    /**
     * @param found where it matches now
     * @param view as the owner of the search may see it: documents that they may not see tell them
     *     nothing
     * @param query what was typed in the search
     * @param before what stood there then is not new
     * @return true also where the package cannot be read: better told once too often
     */
    boolean isNew(RecordView.Full view, FindAmong.Match found, String query, Instant before) {
        List<RecordVersion> later = new ArrayList<>(view.versions());
        later.removeIf(version -> version.createdAt().isBefore(before));
        if (later.isEmpty()) {
            return false; // its formats, paper that belongs to it: no version was made
        }
        int number = later.getFirst().number() - 1;
        if (number < 1) {
            return true;
        }
        try {
            Version version = new Version(view.id(), number);
            Aip then = versions.computeIfAbsent(version, this::read).orElse(null);
            return then == null || isNew(view, found, words(query), then);
        } catch (UncheckedIOException e) {
            log.warn("The versions of {} cannot be compared: {}", view.id(), e.getMessage());
            return true;
        }
    }

    private static boolean isNew(
            RecordView.Full view, FindAmong.Match found, Set<String> query, Aip then) {
        Set<String> added = added(then.description(), view.description());
        if (found.whole() && !anyOf(query, added)) {
            return false;
        }
        Map<DocumentId, Aip.Document> old = byId(then);
        boolean any = found.whole();
        for (ArchivalDocument document : view.documents()) {
            if (!found.documents().contains(document.id())) {
                continue;
            }
            any = true;
            Aip.Document before = old.get(document.id());
            if (before == null) {
                continue;
            }
            // What stands above a document is searched with it.
            Set<String> words = added(before.description(), document.description());
            words.addAll(added);
            boolean read =
                    found.by() == FindAmong.By.TEXT
                            && !files(before.files()).equals(files(document.files()));
            if (!read && !anyOf(query, words)) {
                return false;
            }
        }
        return any;
    }

    private static Map<DocumentId, Aip.Document> byId(Aip aip) {
        Map<DocumentId, Aip.Document> byId = new HashMap<>();
        aip.documents().forEach(document -> byId.put(document.id(), document));
        return byId;
    }

    private static List<ContentFileId> files(List<ContentFile> files) {
        return files.stream().map(ContentFile::id).toList();
    }

    /** Words of a description that another had not; records are written with all their values. */
    private static Set<String> added(Record then, Record now) {
        if (now.equals(then)) {
            return new HashSet<>();
        }
        Set<String> added = words(now.toString());
        added.removeAll(words(then.toString()));
        return added;
    }

    private static boolean anyOf(Set<String> query, Set<String> words) {
        return query.stream().anyMatch(words::contains);
    }

    /** Without diacritics, as most is typed. */
    private static Set<String> words(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .replaceAll("")
                        .toLowerCase(Locale.ROOT)
                        .replace('đ', 'd');
        Set<String> words = new HashSet<>();
        for (String word : BETWEEN.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private Optional<Aip> read(Version version) {
        try {
            return history.version(version.id(), version.number(), Reader.OPERATOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
