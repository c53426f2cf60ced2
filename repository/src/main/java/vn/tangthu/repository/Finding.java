package vn.tangthu.repository;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Something that was found wrong or worth telling: which rule, how bad, where, and the values the
 * message needs. Message and remedy stand in both languages in {@code
 * vn/tangthu/repository/findings_vi.properties} and {@code _en}, under {@code CODE.message} and
 * {@code CODE.remedy}; a test sees to it that each code has them.
 *
 * <p>What is wrong with a bag that a delivery came in has the codes and words of {@link
 * ValidationFinding}.
 *
 * @param code the rule, upper-case words joined by underscores: {@code UNKNOWN_FONDS}
 * @param place where: a file, a list with row and column, a code; never empty
 * @param values for {0}, {1} … in the message; as they were found, so escape them where they are
 *     shown
 * @param subject what it is about, by codes and file names that stay when rows are moved: the same
 *     finding of a delivery and of its re-delivery have the same; empty where the place says it
 * @param records hồ sơ it tells of, by their full code (arcFileCode): its own and others whose
 *     codes or files it names; it is hidden and erased with each of them
 */
public record Finding(
        String code,
        Severity severity,
        String place,
        List<String> values,
        String subject,
        List<String> records) {
    /**
     * Rules that an archivist may take in against, with a reason: what was delivered is kept whole
     * and as it is, only it is not what the list declares, the contract asks or the closing of the
     * fonds lets expect. Never what would lose, change or mix up something: a file that is missing,
     * damaged or in no list, a code or an order in doubt.
     */
    private static final Set<String> ACCEPTABLE =
            Set.of(
                    "WRONG_DOCUMENT_COUNT",
                    "PAGE_COUNT",
                    "RECORD_PAGE_COUNT",
                    "RESOLUTION_LOW",
                    "NOT_IN_COLOUR",
                    "DOCUMENT_BLANK",
                    "PAGE_IMAGE_CUT_OFF",
                    "FILE_NOT_SCANNED",
                    "DATED_AFTER_CLOSING",
                    "RECORD_AFTER_CLOSING");

    private static final FindingWords WORDS =
            new FindingWords("vn.tangthu.repository.findings", "vn.tangthu.repository.validation");

    public Finding {
        values = List.copyOf(values);
        records = records == null ? List.of() : List.copyOf(records); // JSON of before has none
    }

    public Finding(String code, Severity severity, String place, List<String> values) {
        this(code, severity, place, values, "");
    }

    public Finding(
            String code, Severity severity, String place, List<String> values, String subject) {
        this(code, severity, place, values, subject, List.of());
    }

    /** The same, about this. */
    public Finding about(String newSubject) {
        return new Finding(code, severity, place, values, newSubject, records);
    }

    /** The same, telling of these hồ sơ. */
    public Finding of(Collection<String> arcFileCodes) {
        return new Finding(
                code, severity, place, values, subject, arcFileCodes.stream().distinct().toList());
    }

    /** Rule and subject: equal for the same fault in a delivery and in its re-delivery. */
    public String identity() {
        return code + ' ' + (subject.isEmpty() ? place : subject);
    }

    public static Finding blocks(String code, String place, String... values) {
        return new Finding(code, Severity.BLOCKS, place, List.of(values));
    }

    public static Finding warns(String code, String place, String... values) {
        return new Finding(code, Severity.WARNS, place, List.of(values));
    }

    public static Finding notes(String code, String place, String... values) {
        return new Finding(code, Severity.NOTES, place, List.of(values));
    }

    /** The same, after an archivist accepted it. */
    public Finding warning() {
        return new Finding(code, Severity.WARNS, place, values, subject, records);
    }

    /** The same as a matter of decision, where its rule allows one: it blocks until accepted. */
    public Finding toDecide() {
        return ACCEPTABLE.contains(code)
                ? new Finding(code, Severity.BLOCKS, place, values, subject, records)
                : this;
    }

    /** Whether it blocks and an archivist may take it in all the same, with a reason. */
    public boolean acceptable() {
        return severity == Severity.BLOCKS && ACCEPTABLE.contains(code);
    }

    /** What is wrong, in the language; Vietnamese unless English is asked for. */
    public String message(Locale locale) {
        return WORDS.message(code, values, locale);
    }

    /** What to do about it. */
    public String remedy(Locale locale) {
        return WORDS.remedy(code, values, locale);
    }
}
