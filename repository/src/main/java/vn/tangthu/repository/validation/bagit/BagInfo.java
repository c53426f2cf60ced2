package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.TextLines;

/** bag-info.txt (package-info.txt before 0.96): labels and values, folded lines, repeats. */
final class BagInfo {
    private static final Pattern OXUM = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern COUNT = Pattern.compile("[0-9]+ of ([0-9]+|\\?)");
    private static final int LABELS_AT_MOST = 100;
    private static final String LABEL_OXUM = "payload-oxum";

    private final Report report;
    private final BagDeclaration bag;
    private final String file;
    private OptionalLong octets = OptionalLong.empty();
    private OptionalLong streams = OptionalLong.empty();
    private boolean oxumSeen;
    private boolean dateSeen;
    private final List<Validation.BagLabel> labels = new ArrayList<>();

    private BagInfo(Report report, BagDeclaration bag, String file) {
        this.report = report;
        this.bag = bag;
        this.file = file;
    }

    List<Validation.BagLabel> labels() {
        return labels;
    }

    OptionalLong octets() {
        return octets;
    }

    OptionalLong streams() {
        return streams;
    }

    static BagInfo read(BagSource source, BagDeclaration bag, Report report) throws IOException {
        boolean early = bag.version().compareTo("0.96") < 0;
        BagInfo info = new BagInfo(report, bag, early ? "package-info.txt" : "bag-info.txt");
        Optional<InputStream> in = source.tagFile(info.file);
        if (in.isPresent()) {
            try (TextLines lines = new TextLines(in.get(), bag.encoding())) {
                info.read(lines);
            } catch (CharacterCodingException e) {
                report.error(BagCode.ENCODING_WRONG, info.file, bag.encoding().name());
            } catch (TextLines.UnreadableException e) {
                report.error(BagCode.FILE_UNREADABLE, info.file, e.toString());
            } catch (TextLines.LineTooLongException e) {
                report.error(BagCode.INFO_MALFORMED, info.file, e.toString());
            }
        }
        return info;
    }

    private void read(TextLines lines) throws IOException {
        String label = null;
        StringBuilder value = new StringBuilder();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (lines.number() == 1 && line.startsWith("\uFEFF")) {
                report.warning(BagCode.TAG_FILE_BOM, file);
                line = line.substring(1);
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                if (label == null) {
                    malformed(lines.number());
                } else if (value.length() < TextLines.MAX_CHARACTERS) {
                    value.append(' ').append(line.strip());
                }
                continue;
            }
            element(label, value);
            label = null;
            value.setLength(0);
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                report.warning(BagCode.INFO_MALFORMED, file, "" + lines.number());
            } else if (colon < 1) {
                malformed(lines.number());
            } else {
                label = line.substring(0, colon);
                String rest = line.substring(colon + 1);
                if (bag.strict()
                        && (label.endsWith(" ")
                                || label.endsWith("\t")
                                || !(rest.startsWith(" ") || rest.startsWith("\t")))) {
                    malformed(lines.number());
                }
                value.append(rest.strip());
            }
        }
        element(label, value);
    }

    private void malformed(int line) {
        if (bag.strict()) {
            report.error(BagCode.INFO_MALFORMED, file, "" + line);
        } else {
            report.warning(BagCode.INFO_MALFORMED, file, "" + line);
        }
    }

    private void element(@Nullable String label, StringBuilder text) {
        if (label == null) {
            return;
        }
        String value = text.toString().strip();
        if (labels.size() < LABELS_AT_MOST) {
            labels.add(new Validation.BagLabel(label.strip(), value));
        }
        switch (label.strip().toLowerCase(Locale.ROOT)) {
            case LABEL_OXUM -> oxum(value);
            case "bagging-date" -> {
                if (!DATE.matcher(value).matches()) {
                    report.warning(BagCode.INFO_VALUE, file, "Bagging-Date", value);
                }
                if (dateSeen && bag.strict()) {
                    report.warning(BagCode.INFO_REPEATED, file, "Bagging-Date");
                }
                dateSeen = true;
            }
            case "bag-count" -> {
                if (!COUNT.matcher(value).matches()) {
                    report.warning(BagCode.INFO_VALUE, file, "Bag-Count", value);
                }
            }
            default -> {}
        }
    }

    private void oxum(String value) {
        Matcher matcher = OXUM.matcher(value);
        if (!matcher.matches()) {
            report.error(BagCode.OXUM_MALFORMED, file, value);
            return;
        }
        long newOctets = Long.parseLong(matcher.group(1));
        long newStreams = Long.parseLong(matcher.group(2));
        if (oxumSeen) {
            boolean same =
                    octets.equals(OptionalLong.of(newOctets))
                            && streams.equals(OptionalLong.of(newStreams));
            if (bag.strict() || !same) {
                report.error(BagCode.INFO_REPEATED, file, "Payload-Oxum");
            } else {
                report.warning(BagCode.INFO_REPEATED, file, "Payload-Oxum");
            }
        }
        oxumSeen = true;
        octets = OptionalLong.of(newOctets);
        streams = OptionalLong.of(newStreams);
    }
}
