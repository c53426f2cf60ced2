package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Validation.BagComparison;
import vn.tangthu.repository.Validation.BagFile;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.TextLines;

/** What a valid bag's sender said, compared with files as they were read to be kept. */
public final class SenderManifest {
    private static final Pattern LINE =
            Pattern.compile("([^ \\t]+)[ \\t]+\\*?(.+)", Pattern.DOTALL);

    /** The strongest first; of others, the first that we have. */
    private static final List<String> STRENGTH =
            List.of("sha512", "sha256", "sha3512", "sha384", "sha3384", "blake2b512", "blake2b");

    private static final List<String> WEAK = List.of("sha1", "md5");

    private final Path bag;

    public SenderManifest(Path bag) {
        this.bag = bag;
    }

    public BagComparison compare(Map<String, BagFile> files) throws IOException {
        Report silent = new Report(0, finding -> {});
        try (FolderSource source = new FolderSource(bag, silent)) {
            BagDeclaration declaration = BagDeclaration.read(source, silent);
            BagInfo info = BagInfo.read(source, declaration, silent);
            Manifest manifest = strongest();
            Map<String, String> spellings = new HashMap<>(); // as in the bag, by what is compared
            files.keySet().forEach(path -> spellings.put(BagPaths.nfc(path), path));
            List<String> different = new ArrayList<>();
            long equal = 0;
            Optional<InputStream> in = source.tagFile(manifest.file());
            try (TextLines lines =
                    new TextLines(
                            in.orElseThrow(() -> new IOException("No " + manifest.file())),
                            declaration.encoding())) {
                for (String line = lines.next(); line != null; line = lines.next()) {
                    Matcher entry =
                            LINE.matcher(line.startsWith("\uFEFF") ? line.substring(1) : line);
                    String path =
                            entry.matches()
                                    ? taken(entry.group(2), declaration.strict(), spellings)
                                    : null;
                    BagFile file = path == null ? null : files.get(path);
                    if (path == null || file == null) {
                        continue; // a file of the bag that is not kept
                    }
                    byte[] wanted = Digests.hex(entry.group(1)).orElse(new byte[0]);
                    if (Arrays.equals(wanted, digest(file, manifest.algorithm()))) {
                        equal++;
                    } else {
                        different.add(path);
                    }
                }
            }
            different.addAll(spellings.values());
            return new BagComparison(
                    declaration.version(), info.labels(), manifest.file(), equal, different);
        }
    }

    /** The file that an entry means; each is taken once. */
    private static @Nullable String taken(
            String entry, boolean strict, Map<String, String> spellings) {
        String plain = BagPaths.plain(entry);
        String decoded = strict ? BagPaths.decoded(plain) : plain;
        String path = spellings.remove(BagPaths.nfc(decoded));
        return path != null
                ? path
                : spellings.remove(BagPaths.nfc(strict ? plain : BagPaths.breaksDecoded(plain)));
    }

    private static byte @Nullable [] digest(BagFile file, String algorithm) throws IOException {
        switch (algorithm) {
            case "sha512":
                return HexFormat.of().parseHex(file.sha512().hex());
            case "sha256":
                return HexFormat.of().parseHex(file.sha256().hex());
            default:
                // Only of the very bytes that are kept.
                try (InputStream in =
                        Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS)) {
                    List<byte[]> read = Digests.read(in, List.of(algorithm, "sha512")).bytes();
                    boolean same =
                            Arrays.equals(
                                    read.get(1), HexFormat.of().parseHex(file.sha512().hex()));
                    return same ? read.get(0) : null;
                }
        }
    }

    private Manifest strongest() throws IOException {
        List<Manifest> manifests = new ArrayList<>();
        try (var children = Files.newDirectoryStream(bag)) {
            for (Path child : children) {
                Manifest manifest = Manifest.ofName(String.valueOf(child.getFileName()));
                if (manifest != null && !manifest.tag() && manifest.verifiable()) {
                    manifests.add(manifest);
                }
            }
        }
        return manifests.stream()
                .min(Comparator.comparingInt(SenderManifest::rank).thenComparing(Manifest::file))
                .orElseThrow(() -> new IOException("No payload manifest that can be compared"));
    }

    private static int rank(Manifest manifest) {
        int strong = STRENGTH.indexOf(manifest.algorithm());
        return strong >= 0 ? strong : STRENGTH.size() + WEAK.indexOf(manifest.algorithm()) + 1;
    }
}
