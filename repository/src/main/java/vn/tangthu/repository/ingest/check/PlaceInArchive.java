package vn.tangthu.repository.ingest.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.Slice;

/**
 * Finds the fonds and series of each hồ sơ, which must exist, and puts the archive's prefix before
 * its code.
 */
final class PlaceInArchive {
    private static final int SERIES_AT_A_TIME = 1_000;
    private static final int LONGEST_CODE = 100;

    private final Catalogue catalogue;
    private final Map<String, Optional<Fonds>> fonds = new HashMap<>();
    private final Map<FondsId, Set<String>> series = new HashMap<>();

    /** What was told once. */
    private final Set<String> restored = new HashSet<>();

    PlaceInArchive(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void resolve(RecordUnderCheck record) {
        String code = record.sip.fondsCode();
        if (code.isEmpty()) {
            return; // a finding already
        }
        String place = record.sip.place();
        Optional<Fonds> found =
                fonds.computeIfAbsent(code, c -> catalogue.fondsByCode(c, Reader.OPERATOR));
        if (found.isEmpty()) {
            record.add(Finding.blocks("UNKNOWN_FONDS", place, code));
            return;
        }
        Fonds in = found.get();
        record.fonds = in;
        String seriesCode = record.sip.seriesCode();
        if (seriesCode != null && !seriesOf(in.id()).contains(seriesCode)) {
            List<String> padded =
                    seriesOf(in.id()).stream()
                            .filter(each -> sameNumber(each, seriesCode))
                            .toList();
            if (padded.size() == 1) {
                record.seriesCode = padded.getFirst();
                if (restored.add(code + '|' + seriesCode)) {
                    record.add(
                            Finding.notes(
                                    "SERIES_ZERO_RESTORED", place, seriesCode, padded.getFirst()));
                }
            } else {
                record.add(Finding.blocks("UNKNOWN_SERIES", place, seriesCode, code));
            }
        }
        giveCodes(record, in.archiveCode() + ".");
    }

    /** A spreadsheet makes 1 of 01. */
    private static boolean sameNumber(String series, String written) {
        return written.matches("\\d+")
                && series.matches("0+" + written.replaceFirst("^0+(?=\\d)", ""));
    }

    private static void giveCodes(RecordUnderCheck record, String prefix) {
        String place = record.sip.place();
        String fileCode = record.sip.fileCode();
        String given = record.sip.arcFileCode();
        if (fileCode.startsWith(prefix) && fileCode.length() > prefix.length()) {
            fileCode =
                    fileCode.substring(prefix.length()); // the full code in the short one's column
        }
        if (!given.isEmpty()) {
            if (!given.startsWith(prefix) || given.length() == prefix.length()) {
                record.add(Finding.blocks("WRONG_ARCHIVE_CODE", place, given, prefix));
                return;
            }
            String rest = given.substring(prefix.length());
            if (!fileCode.isEmpty() && !fileCode.equals(rest)) {
                record.add(Finding.blocks("CODES_DISAGREE", place, given, fileCode));
                return;
            }
            fileCode = rest;
        }
        if (fileCode.isEmpty()) {
            return; // a finding already
        }
        record.fileCode = fileCode;
        record.arcFileCode = prefix + fileCode;
        if (record.arcFileCode.length() > LONGEST_CODE) {
            record.add(
                    Finding.blocks(
                            "TOO_LONG",
                            place + ", " + record.arcFileCode,
                            String.valueOf(LONGEST_CODE),
                            String.valueOf(record.arcFileCode.length())));
        }
    }

    private Set<String> seriesOf(FondsId id) {
        return series.computeIfAbsent(
                id,
                fondsId -> {
                    Set<String> codes = new HashSet<>();
                    Slice<Series> slice;
                    do {
                        slice =
                                catalogue.series(
                                        fondsId, codes.size(), SERIES_AT_A_TIME, Reader.OPERATOR);
                        List<Series> items = slice.items();
                        items.forEach(each -> codes.add(each.code()));
                        if (items.isEmpty()) {
                            break;
                        }
                    } while (codes.size() < slice.total());
                    return codes;
                });
    }
}
