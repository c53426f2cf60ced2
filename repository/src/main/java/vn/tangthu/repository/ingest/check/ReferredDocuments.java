package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.SafeName;
import vn.tangthu.repository.ingest.packages.DeliveredPackage;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;
import vn.tangthu.repository.ingest.source.SourceLimits;

/**
 * The documents that {@code *.fetch.txt} of packages refer to (Thông tư 05/2025, Phụ lục I and
 * III), where they are kept in the same fonds and who delivers may have them whole: their bytes are
 * laid beside the package. Nothing comes from anywhere else. What is missing, of another fonds, or
 * not for who delivers is told with the same words.
 */
final class ReferredDocuments {
    /** In one delivery; each is looked up and copied. */
    private static final int MOST = 1_000;

    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_PARTS = 12;
    private static final int SHOWN = 20;
    private static final int LONGEST_SHOWN = 200;

    /** A reference and, after a space, the SHA-256 or SHA-512 that its bytes must have. */
    private static final Pattern LINE =
            Pattern.compile("(.+?)(?:\\s+([0-9a-fA-F]{128}|[0-9a-fA-F]{64}))?");

    private static final Pattern UUID =
            Pattern.compile(
                    "(?i)(?:urn[:_]uuid[:_])?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final Catalogue catalogue;
    private final @Nullable Retrieval retrieval;
    private final Reader reader;
    private final SourceLimits limits;
    private final Path scratch;
    private int references;
    private int copies;
    private long bytes;

    /** The one that was looked up last: references follow one another into one hồ sơ. */
    private RecordView.@Nullable Full last;

    /**
     * @param retrieval null where nothing can be fetched from the store
     * @param reader who delivers
     */
    ReferredDocuments(
            Catalogue catalogue,
            @Nullable Retrieval retrieval,
            Reader reader,
            SourceLimits limits,
            Path scratch) {
        this.catalogue = catalogue;
        this.retrieval = retrieval;
        this.reader = reader;
        this.limits = limits;
        this.scratch = scratch;
    }

    /**
     * A file that was referred to.
     *
     * @param fetch path in the package of the file with the reference
     * @param line as written, for findings
     * @param copy where its bytes lie now
     * @param kept as the archive keeps it
     * @param access of the document, joined with that of hồ sơ and fonds
     * @param ofFonds access of the fonds
     */
    record Taken(
            String fetch,
            String line,
            Found copy,
            ContentFile kept,
            Access access,
            Access ofFonds) {}

    private record Kept(List<ContentFile> files, Access access) {}

    /**
     * Takes what one file of references names. Either all of it, or findings block the package.
     *
     * @param paths what lies in the package
     * @param fondsCode empty in a package whose references cannot be followed
     */
    List<Taken> take(
            DeliveredPackage of,
            Found fetch,
            Set<String> paths,
            String fondsCode,
            List<Finding> findings)
            throws IOException {
        String place = of.name() + "/" + fetch.name();
        List<String> lines = lines(fetch);
        Fonds fonds =
                fondsCode.isEmpty() || retrieval == null
                        ? null
                        : catalogue.fondsByCode(fondsCode, reader).orElse(null);
        List<Taken> taken = new ArrayList<>();
        int refused = 0;
        for (String line : lines) {
            List<Taken> one =
                    fonds == null || ++references > MOST ? List.of() : copied(line, fetch, fonds);
            taken.addAll(one);
            if (one.isEmpty() && ++refused <= SHOWN) {
                findings.add(Finding.blocks("PACKAGE_FETCH", place, shown(line)));
            }
        }
        List<Taken> named = named(of, fetch, taken);
        if (refused == 0 && named.stream().anyMatch(one -> taken(one, of, paths))) {
            findings.add(Finding.blocks("PACKAGE_FETCH", place, shown(lines.getFirst())));
            return List.of();
        }
        if (refused > 0 || named.isEmpty()) {
            return List.of();
        }
        findings.add(
                Finding.notes(
                        "PACKAGE_FETCHED",
                        place,
                        String.valueOf(named.size()),
                        shown(lines.getFirst())));
        return named;
    }

    private static boolean taken(Taken one, DeliveredPackage of, Set<String> paths) {
        return paths.contains(one.copy().name().substring(of.name().length() + 1));
    }

    private static List<String> lines(Found fetch) throws IOException {
        if (fetch.size() > MOST_BYTES) {
            return List.of("?");
        }
        try {
            List<String> lines =
                    Files.readAllLines(fetch.path(), StandardCharsets.UTF_8).stream()
                            .map(line -> line.replace("\uFEFF", "").strip())
                            .filter(line -> !line.isEmpty())
                            .toList();
            return lines.isEmpty() ? List.of("?") : lines;
        } catch (CharacterCodingException e) {
            return List.of("?");
        }
    }

    /** Its files lie beside the package by the name of the file that refers to them. */
    private static List<Taken> named(DeliveredPackage of, Found fetch, List<Taken> taken) {
        String stem = fetch.fileName().replaceFirst("(?i)\\.fetch\\.txt$", "");
        List<Taken> named = new ArrayList<>();
        for (Taken one : taken) {
            String path = one.kept().path();
            String ending = path.substring(path.lastIndexOf('.')).toLowerCase(Locale.ROOT);
            String number =
                    taken.size() == 1 ? "" : String.format(Locale.ROOT, "_%04d", named.size() + 1);
            Found copy =
                    new Found(
                            one.copy().path(),
                            of.name() + "/" + DeliveredPackage.DATA + stem + number + ending,
                            one.copy().size());
            named.add(
                    new Taken(
                            one.fetch(),
                            one.line(),
                            copy,
                            one.kept(),
                            one.access(),
                            one.ofFonds()));
        }
        return named;
    }

    private List<Taken> copied(String line, Found fetch, Fonds fonds) throws IOException {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || line.contains("://")) {
            return List.of();
        }
        Kept kept = find(parts.group(1), fonds).orElse(null);
        String digest = parts.group(2);
        if (kept == null || (digest != null && !has(kept, digest.toLowerCase(Locale.ROOT)))) {
            return List.of();
        }
        List<Taken> taken = new ArrayList<>();
        for (ContentFile file : kept.files()) {
            Path copy = copy(file);
            if (copy == null) {
                return List.of();
            }
            taken.add(
                    new Taken(
                            fetch.name(),
                            shown(line),
                            new Found(copy, fetch.name(), file.size()),
                            file,
                            kept.access(),
                            fonds.rights().access()));
        }
        return taken;
    }

    /** A digest is of one file. */
    private static boolean has(Kept kept, String digest) {
        return kept.files().size() == 1
                && (kept.files().getFirst().sha256().hex().equals(digest)
                        || kept.files().getFirst().sha512().hex().equals(digest));
    }

    private @Nullable Path copy(ContentFile file) throws IOException {
        Retrieval store = retrieval;
        bytes += file.size();
        if (store == null || bytes > limits.unpackedBytes()) {
            return null;
        }
        Path folder = Files.createDirectories(scratch.resolve("referred"));
        if (Files.getFileStore(folder).getUsableSpace() - file.size() < limits.spareBytes()) {
            throw new IOException("No space for a document that a package refers to");
        }
        Path copy = folder.resolve(String.valueOf(++copies));
        try (Retrieval.VerifiedFile verified = store.open(file.id(), reader)) {
            return Files.copy(verified.path(), copy);
        } catch (Retrieval.NotAvailable | Retrieval.Damaged e) {
            return null; // of damage there is an incident; who delivers is told what he is of none
        }
    }

    /** By its own code, or by that of its hồ sơ or AIP and the name of a file of it. */
    private Optional<Kept> find(String reference, Fonds fonds) {
        String prefix = fonds.archiveCode() + ".";
        String code = without(prefix, reference);
        int end = code.lastIndexOf('.');
        for (int i = 0; i < MOST_PARTS && end > 0; i++) {
            RecordView.Full record = record(prefix + code.substring(0, end), fonds);
            if (record != null) {
                return record.documents().stream()
                        .filter(d -> without(prefix, d.description().docCode()).equals(code))
                        .findFirst()
                        .flatMap(document -> whole(record, document));
            }
            end = code.lastIndexOf('.', end - 1);
        }
        int slash = reference.indexOf('/');
        return slash <= 0
                ? Optional.empty()
                : inRecord(reference.substring(0, slash), reference.substring(slash + 1), fonds);
    }

    private Optional<Kept> inRecord(String of, String path, Fonds fonds) {
        String prefix = fonds.archiveCode() + ".";
        Matcher uuid = UUID.matcher(of);
        RecordView.Full record =
                record(uuid.matches() ? uuid.group(1) : prefix + without(prefix, of), fonds);
        if (record == null) {
            return Optional.empty();
        }
        String data = path.startsWith(DeliveredPackage.DATA) ? path : DeliveredPackage.DATA + path;
        for (ArchivalDocument document : record.documents()) {
            Optional<Kept> whole = whole(record, document);
            for (ContentFile file : whole.map(Kept::files).orElse(List.of())) {
                if (file.path().equals(data)) {
                    return Optional.of(new Kept(List.of(file), document.rights().access()));
                }
            }
        }
        return Optional.empty();
    }

    private RecordView.@Nullable Full record(String code, Fonds fonds) {
        AipId id = catalogue.resolve(code, reader).orElse(null);
        if (id == null) {
            return null;
        }
        if (last == null || !last.id().equals(id)) {
            last =
                    catalogue.record(id, reader).orElse(null) instanceof RecordView.Full it
                            ? it
                            : null;
        }
        RecordView.Full view = last;
        return view != null && view.fonds().id().equals(fonds.id()) && !withdrawn(view)
                ? view
                : null;
    }

    private static boolean withdrawn(RecordView.Full view) {
        for (RecordVersion version : view.versions().reversed()) {
            if (version.kind() == RecordVersion.Kind.WITHDRAWN) {
                return true;
            }
            if (version.kind() == RecordVersion.Kind.REINSTATED) {
                return false;
            }
        }
        return false;
    }

    /** Not of a file that it shares with others: the whole of it is theirs as well. */
    private static Optional<Kept> whole(RecordView.Full record, ArchivalDocument document) {
        boolean whole =
                !document.files().isEmpty()
                        && document.files().stream()
                                .allMatch(file -> file.part() == null && record.givesOut(file));
        return whole
                ? Optional.of(new Kept(document.files(), document.rights().access()))
                : Optional.empty();
    }

    private static String without(String prefix, String code) {
        return code.startsWith(prefix) ? code.substring(prefix.length()) : code;
    }

    private static String shown(String line) {
        String clean = SafeName.shown(line);
        return clean.length() > LONGEST_SHOWN ? clean.substring(0, LONGEST_SHOWN) + "…" : clean;
    }
}
