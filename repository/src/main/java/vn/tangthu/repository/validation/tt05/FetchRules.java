package vn.tangthu.repository.validation.tt05;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.TextLines;

/**
 * A file of links to documents of other hồ sơ ({@code *.fetch.txt}). Nothing is fetched. What a
 * line consists of is not in the digest of the circular; only that an AIP refers within its fonds.
 */
final class FetchRules {
    private FetchRules() {}

    static void judge(
            PackageFiles files, Item item, PackageKind kind, String fondsCode, Report report)
            throws IOException {
        if (kind.isLoose() || kind == PackageKind.DIP) {
            Tt05Code.FETCH_PLACE.tell(report, item.path());
            return;
        }
        int number = 0;
        try (TextLines lines = new TextLines(files.open(item), StandardCharsets.UTF_8)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                number = lines.number();
                if (line.isBlank()) {
                    Tt05Code.FETCH_LINE.tell(report, item.path(), "" + number);
                } else if (kind.isAip() && !fondsCode.isEmpty() && !line.contains(fondsCode)) {
                    Tt05Code.FETCH_FONDS.tell(
                            report, item.path(), fondsCode, FieldRules.shown(line));
                }
            }
        } catch (CharacterCodingException | TextLines.LineTooLongException e) {
            Tt05Code.FETCH_LINE.tell(report, item.path(), "" + (number + 1));
            return;
        }
        if (number == 0) {
            Tt05Code.FETCH_LINE.tell(report, item.path(), "1");
        }
    }
}
