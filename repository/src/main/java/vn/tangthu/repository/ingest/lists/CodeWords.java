package vn.tangthu.repository.ingest.lists;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.UseMode;

/** Finds entries of the circular's code lists by what people write into cells. */
final class CodeWords {
    private static final Pattern DIGITS = Pattern.compile("0*(\\d{1,2})");
    private static final Pattern CODE_AND_WORDS = Pattern.compile("(\\d{1,2})\\s*[-–:.,)]?\\s+.*");

    private static final int LONGEST_MARK = 9;
    private static final Set<String> SECRET_MARKS = Set.of("mật", "tối mật", "tuyệt mật");

    private CodeWords() {}

    /**
     * By code ({@code 01}, {@code 1}), by words in either language, or by both: "01 - Vĩnh viễn".
     */
    static <E extends Enum<E> & CodeListEntry> Optional<E> find(Class<E> list, String text) {
        String trimmed = ListCell.trimmed(text);
        var digits = DIGITS.matcher(trimmed);
        if (digits.matches()) {
            return byNumber(list, digits.group(1));
        }
        Optional<E> byWords = byWords(list, trimmed);
        if (byWords.isPresent()) {
            return byWords;
        }
        var both = CODE_AND_WORDS.matcher(trimmed);
        if (both.matches()) {
            Optional<E> entry = byNumber(list, both.group(1));
            String words = PlainKey.of(trimmed.substring(both.end(1)));
            if (entry.isPresent() && words(entry.get()).anyMatch(words::equals)) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private static <E extends Enum<E> & CodeListEntry> Optional<E> byNumber(
            Class<E> list, String digits) {
        return CodeListEntry.byCode(list, digits.length() == 1 ? "0" + digits : digits);
    }

    private static <E extends Enum<E> & CodeListEntry> Optional<E> byWords(
            Class<E> list, String text) {
        String key = PlainKey.of(text);
        return Stream.of(list.getEnumConstants())
                .filter(entry -> words(entry).anyMatch(key::equals))
                .findFirst();
    }

    private static Stream<String> words(CodeListEntry entry) {
        Stream<String> official =
                Stream.of(PlainKey.of(entry.vietnamese()), PlainKey.of(entry.english()));
        return Stream.concat(official, more(entry));
    }

    /** What is written beside the official words. */
    private static Stream<String> more(CodeListEntry entry) {
        return switch (entry) {
            case Maintenance m when m == Maintenance.PERMANENT -> Stream.of("vv");
            case UseMode m when m == UseMode.CONDITIONAL ->
                    Stream.of("hanche", "codieukien", "tiepcancodieukien");
            case UseMode m when m == UseMode.SECRET ->
                    Stream.of("toimat", "tuyetmat", "bimat", "bimatnhanuoc");
            case LanguageCode l when !l.vietnamese().contains("-") && l != LanguageCode.OTHER ->
                    Stream.of(PlainKey.of(l.vietnamese().replace("Tiếng ", "")));
            case DocumentType t when t == DocumentType.OFFICIAL_LETTER -> Stream.of("cv");
            case DocumentType t when t == DocumentType.POWER_OF_ATTORNEY ->
                    Stream.of("giayuyquyen");
            default -> Stream.empty();
        };
    }

    static <E extends Enum<E> & CodeListEntry> String allowed(Class<E> list) {
        return Stream.of(list.getEnumConstants())
                .map(entry -> entry.code() + " " + entry.vietnamese())
                .collect(Collectors.joining(", "));
    }

    /** Whether the cell is one of the three marks of state secrets and nothing else. */
    static boolean isSecretMark(String text) {
        return text.length() <= LONGEST_MARK
                && SECRET_MARKS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a mode cell speaks of a state secret, also in words that no list has. */
    static boolean saysSecret(String text) {
        Optional<UseMode> mode = find(UseMode.class, text);
        if (mode.isPresent()) {
            return mode.get() == UseMode.SECRET;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("mật") || PlainKey.of(text).matches("03mat|3mat|(toi|tuyet)?mat");
    }
}
