package vn.tangthu.portal.inside;

import java.util.List;
import java.util.Locale;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Hit.Reason;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;

/** Why a hit is here, in words: {@code số ký hiệu 125/QĐ-UBND}, {@code nội dung trang 3}. */
public final class ReasonWords {
    private ReasonWords() {}

    /** The words of the pages on which it is told. */
    public interface Wording {
        /** Of a field, {@code page_text}, and of what stands there, {@code page_text.value}. */
        String of(String key, Object... values);

        String type(DocumentType type);
    }

    public static List<String> of(Hit hit, Wording words) {
        return hit.why().stream().map(reason -> of(reason, words)).toList();
    }

    private static String of(Reason reason, Wording words) {
        String field = reason.field().name().toLowerCase(Locale.ROOT);
        String value = reason.value();
        if (value == null) {
            return words.of(field);
        }
        String part = reason.part();
        if (part != null) {
            return words.of(field + ".part", value, part);
        }
        return switch (reason.field()) {
            case DATE -> words.of(field + precision(value), value);
            case TYPE ->
                    CodeListEntry.byCode(DocumentType.class, value)
                            .map(type -> words.of(field + ".value", words.type(type)))
                            .orElseGet(() -> words.of(field));
            case NUMBER, CODE, SERIES, YEARS, PAGE_TEXT -> words.of(field + ".value", value);
            case TITLE, SUBJECT, AGENCY, KEYWORD, FONDS, DESCRIPTION -> words.of(field);
        };
    }

    /** Of {@code DD/MM/YYYY}, {@code MM/YYYY} or {@code YYYY}. */
    private static String precision(String date) {
        return switch (date.split("/").length) {
            case 1 -> ".year";
            case 2 -> ".month";
            default -> ".day";
        };
    }
}
