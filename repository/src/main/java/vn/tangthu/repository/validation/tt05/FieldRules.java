package vn.tangthu.repository.validation.tt05;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Report;

/** Judges one description field by field, by its table. */
final class FieldRules {
    private static final Pattern DAY = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final Pattern LOOSE_DAY =
            Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Pattern ISO_DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:T.*)?");
    private static final Pattern MONTH = Pattern.compile("(\\d{1,2})/(\\d{4})");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})");
    private static final int SHOWN = 120;

    private final Report report;
    private final PackageKind kind;
    private final String path;
    private final Description description;

    FieldRules(Report report, PackageKind kind, String path, Description description) {
        this.report = report;
        this.kind = kind;
        this.path = path;
        this.description = description;
    }

    void judge(List<Field> table) {
        for (Field field : table) {
            String value = description.value(field.name());
            if (value != null) {
                value(field, value);
            } else if (field.need() == Field.Need.MANDATORY) {
                tell(Tt05Code.FIELD_MISSING, field.name());
            } else if (field.need() == Field.Need.ADVISED) {
                tell(Tt05Code.FIELD_ADVISED, field.name());
            }
        }
        Set<String> names = table.stream().map(Field::name).collect(Collectors.toSet());
        boolean loose = path.contains("EAD_pic") || path.contains("EAD_media");
        for (String name : description.values().keySet()) {
            if (!Tables.KNOWN.contains(name)) {
                tell(Tt05Code.FIELD_UNKNOWN, shown(name));
            } else if (!names.contains(name) && !loose) { // annexes I and II disagree on these
                tell(Tt05Code.FIELD_OF_OTHER, name);
            }
        }
        description.twice().forEach(name -> tell(Tt05Code.FIELD_TWICE, shown(name)));
        description.nested().forEach(name -> tell(Tt05Code.FIELD_NESTED, shown(name)));
        together();
    }

    private void tell(Tt05Code code, String... values) {
        code.tell(report, path, values);
    }

    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private void value(Field field, String value) {
        switch (field.kind()) {
            case TEXT -> {
                int length = value.codePointCount(0, value.length());
                if (length > field.length()) {
                    tell(Tt05Code.FIELD_LENGTH, field.name(), "" + length, "" + field.length());
                }
            }
            case NUMBER -> number(field, value);
            case DATE -> {
                Optional<LocalDate> day = date(value, false);
                if (day.isEmpty()) {
                    tell(Tt05Code.FIELD_DATE, field.name(), shown(value));
                } else if (!isInForm(value)) {
                    tell(Tt05Code.FIELD_DATE_FORM, field.name(), shown(value));
                }
            }
            case BOOLEAN -> {
                if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
                    String code = value.equalsIgnoreCase("true") ? "1" : "0";
                    tell(Tt05Code.FIELD_CODE_FORM, field.name(), value, code);
                } else if (!value.equals("0") && !value.equals("1")) {
                    tell(Tt05Code.FIELD_BOOLEAN, field.name(), shown(value));
                }
            }
            case CODE -> code(field, value);
            case CODES -> {
                for (String one : value.split("[;,]")) {
                    code(field, one.strip());
                }
            }
        }
    }

    private void number(Field field, String value) {
        if (!value.matches("[0-9]+")) {
            tell(Tt05Code.FIELD_NUMBER, field.name(), shown(value));
        } else if (value.length() > field.length()) {
            tell(Tt05Code.FIELD_LENGTH, field.name(), "" + value.length(), "" + field.length());
        }
    }

    private void code(Field field, String value) {
        Map<String, String> words = field.list().words();
        if (words.containsKey(value)) {
            return;
        }
        String meant = meant(words, value);
        if (meant == null) {
            String all = String.join(", ", words.keySet());
            tell(Tt05Code.FIELD_CODE, field.name(), shown(value), all);
        } else {
            tell(Tt05Code.FIELD_CODE_FORM, field.name(), shown(value), meant);
        }
    }

    /** {@code 1} or {@code 01: Vĩnh viễn} or {@code vĩnh viễn} for 01; null when it is none. */
    private static @Nullable String meant(Map<String, String> words, String value) {
        String plain = folded(value);
        for (Map.Entry<String, String> entry : words.entrySet()) {
            String word = folded(entry.getValue());
            String code = entry.getKey();
            if (plain.equals(word)
                    || plain.equals(code.replaceFirst("^0(?=.)", ""))
                    || plain.matches(code + "\\W+" + Pattern.quote(word))) {
                return code;
            }
        }
        return null;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** DD/MM/YYYY; in an AIP also MM/YYYY and YYYY. */
    private boolean isInForm(String value) {
        return DAY.matcher(value).matches()
                || (kind.isAip() || kind == PackageKind.DIP)
                        && (value.matches("\\d{2}/\\d{4}") || YEAR.matcher(value).matches());
    }

    /**
     * @param last of a month or a year the last day
     */
    private static Optional<LocalDate> date(String value, boolean last) {
        try {
            Matcher day = LOOSE_DAY.matcher(value);
            if (day.matches()) {
                return Optional.of(LocalDate.of(number(day, 3), number(day, 2), number(day, 1)));
            }
            Matcher iso = ISO_DAY.matcher(value);
            if (iso.matches()) {
                return Optional.of(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)));
            }
            Matcher month = MONTH.matcher(value);
            if (month.matches()) {
                LocalDate first = LocalDate.of(number(month, 2), number(month, 1), 1);
                return Optional.of(last ? first.plusMonths(1).minusDays(1) : first);
            }
            if (YEAR.matcher(value).matches()) {
                int year = Integer.parseInt(value);
                return year == 0
                        ? Optional.empty()
                        : Optional.of(LocalDate.of(year, last ? 12 : 1, last ? 31 : 1));
            }
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** What fields say together. */
    private void together() {
        String start = description.value("startDate");
        String end = description.value("endDate");
        if (start != null && end != null) {
            Optional<LocalDate> from = date(start, false);
            Optional<LocalDate> to = date(end, true);
            if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
                tell(Tt05Code.DATES_ORDER, start, end);
            }
        }
        if ("1".equals(description.value("riskRecovery"))
                && description.value("riskRecoveryStatus") == null) {
            tell(Tt05Code.RISK_STATUS);
        }
        String mode = description.value("mode");
        if (mode != null && (mode.equals("03") || folded(mode).equals("mật"))) {
            tell(Tt05Code.SECRET);
        }
        String confidence = description.value("confidenceLevel");
        boolean document = path.contains("EAD_doc");
        if (document
                && kind != PackageKind.DIP
                && Set.of("01", "03").contains(String.valueOf(confidence))
                && description.value("process") == null) {
            tell(kind.isSip() ? Tt05Code.PROCESS_MISSING : Tt05Code.PROCESS_ADVISED);
        }
        if (!document && "02".equals(confidence) && description.value("paperFileCode") == null) {
            tell(kind.isSip() ? Tt05Code.PAPER_CODE : Tt05Code.PAPER_CODE_ADVISED);
        }
        String maintenance = description.value("maintenance");
        if (kind.isSip() && maintenance != null && maintenance.matches("0[2-7]")) {
            tell(Tt05Code.NOT_PERMANENT, maintenance);
        }
    }
}
