package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.TextLines;

/** Reads manifests and fetch.txt line by line into the join. */
final class ManifestReading {
    private static final Pattern LINE = Pattern.compile("([^ \\t]+)[ \\t]+(.+)", Pattern.DOTALL);
    private static final Pattern FETCH =
            Pattern.compile("([^ \\t]+)[ \\t]+([0-9]{1,18}|-)[ \\t]+(.+)", Pattern.DOTALL);
    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):[^\\s<>\"{}|\\\\^`]+");

    /** Others reach into the receiver's own machine ({@code file:}, {@code jar:}). */
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps", "sftp", "s3");

    private static final int TOLERATED_AT_MOST = 10_000;

    private final BagSource source;
    private final BagDeclaration bag;
    private final Report report;
    private final BagJoin join;
    private final Set<String> systemFilesPresent;
    private final Set<String> systemFilesMissing = new HashSet<>();
    private final Set<String> systemFilesListed = new HashSet<>();

    ManifestReading(
            BagSource source,
            BagDeclaration bag,
            Report report,
            BagJoin join,
            Set<String> systemFilesPresent) {
        this.source = source;
        this.bag = bag;
        this.report = report;
        this.join = join;
        this.systemFilesPresent = systemFilesPresent;
    }

    /** Files an operating system made, listed as empty, that did not travel. */
    int systemFilesMissing() {
        return systemFilesMissing.size();
    }

    /** Of a file that a system made and that is there. */
    boolean isListed(String path) {
        return systemFilesListed.contains(path);
    }

    void read(List<Manifest> manifests) throws IOException {
        for (int i = 0; i < manifests.size(); i++) {
            Manifest manifest = manifests.get(i);
            int number = i;
            lines(
                    manifest.file(),
                    BagCode.MANIFEST_LINE,
                    (line, at) -> entry(manifest, number, line, at));
        }
    }

    private interface LineReader {
        void line(String line, int number) throws IOException;
    }

    private void lines(String file, String tooLong, LineReader reader) throws IOException {
        Optional<InputStream> in = source.tagFile(file);
        if (in.isEmpty()) {
            return;
        }
        try (TextLines lines = new TextLines(in.get(), bag.encoding())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.number() == 1 && line.startsWith("\uFEFF")) {
                    report.warning(BagCode.TAG_FILE_BOM, file);
                    line = line.substring(1);
                }
                if (line.isBlank()) {
                    report.warning(BagCode.MANIFEST_BLANK_LINE, file, "" + lines.number());
                } else {
                    reader.line(line, lines.number());
                }
            }
        } catch (CharacterCodingException e) {
            report.error(BagCode.ENCODING_WRONG, file, bag.encoding().name());
        } catch (TextLines.UnreadableException e) {
            report.error(BagCode.FILE_UNREADABLE, file, e.toString());
        } catch (TextLines.LineTooLongException e) {
            report.error(tooLong, file, e.toString(), "");
        }
    }

    private void entry(Manifest manifest, int number, String line, int at) throws IOException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            report.error(BagCode.MANIFEST_LINE, manifest.file(), "" + at, line);
            return;
        }
        String path = matcher.group(2);
        if (path.startsWith("*")) { // md5sum's mark of a binary file
            report.warning(BagCode.PATH_BINARY_MARK, path, manifest.file());
            path = path.substring(1);
        }
        String plain = safe(path, manifest.file(), at);
        if (plain == null) {
            return;
        }
        if (BagPaths.isPayload(plain) == manifest.tag()) {
            report.error(
                    manifest.tag() ? BagCode.PATH_IS_PAYLOAD : BagCode.PATH_NOT_PAYLOAD,
                    plain,
                    manifest.file());
            return;
        }
        if (manifest.tag() && Manifest.ofName(plain) instanceof Manifest listed && listed.tag()) {
            if (bag.strict()) {
                report.error(BagCode.TAG_MANIFEST_LISTED, plain, manifest.file());
            } else {
                report.warning(BagCode.TAG_MANIFEST_LISTED, plain, manifest.file());
            }
        }
        byte[] digest = Digests.hex(matcher.group(1)).orElse(new byte[0]);
        if (digest.length == 0
                || (manifest.verifiable()
                        && digest.length != Digests.length(manifest.algorithm()))) {
            report.error(BagCode.DIGEST_MALFORMED, plain, manifest.file(), matcher.group(1));
            digest = new byte[0];
        }
        if (manifest.verifiable() && BagPaths.isSystemFile(plain)) {
            remember(plain, digest, manifest.algorithm());
        }
        join.entry(number, plain, digest);
    }

    private void remember(String path, byte[] digest, String algorithm) {
        if (systemFilesPresent.contains(path)) {
            systemFilesListed.add(path);
        } else if (Arrays.equals(digest, Digests.ofNothing(algorithm))
                && systemFilesMissing.size() < TOLERATED_AT_MOST) {
            systemFilesMissing.add(path);
        }
    }

    /** The path in its plain form, or null when it leads out of the bag. */
    private @Nullable String safe(String path, String file, int at) {
        if (BagPaths.leavesTheBag(path) || BagPaths.leavesTheBag(BagPaths.decoded(path))) {
            report.error(BagCode.PATH_OUTSIDE, path, file, "" + at);
            return null;
        }
        if (path.endsWith("/")) {
            report.error(BagCode.MANIFEST_LINE, file, "" + at, path);
            return null;
        }
        String plain = BagPaths.plain(path);
        if (!plain.equals(path)) {
            report.warning(BagCode.PATH_NOT_PLAIN, path, file);
        }
        return plain;
    }

    void readFetch() throws IOException {
        String file = "fetch.txt";
        lines(
                file,
                BagCode.FETCH_LINE,
                (line, at) -> {
                    Matcher matcher = FETCH.matcher(line);
                    if (!matcher.matches()) {
                        report.error(BagCode.FETCH_LINE, file, "" + at, line);
                        return;
                    }
                    String plain = safe(matcher.group(3), file, at);
                    if (plain == null) {
                        return;
                    }
                    if (!BagPaths.isPayload(plain)) {
                        report.error(BagCode.PATH_NOT_PAYLOAD, plain, file);
                        return;
                    }
                    Matcher url = URL.matcher(matcher.group(1));
                    if (!url.matches()
                            || !SCHEMES.contains(url.group(1).toLowerCase(Locale.ROOT))) {
                        report.error(BagCode.FETCH_URL, plain, matcher.group(1));
                    }
                    String length = matcher.group(2);
                    join.fetch(plain, length.equals("-") ? -1 : Long.parseLong(length));
                });
    }
}
