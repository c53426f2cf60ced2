package vn.tangthu.repository.validation.ocfl;

import java.util.Map;
import java.util.Set;

/** Which codes of the specification this validator gives, and why not the others. */
public final class OcflCode {
    /** Given when their requirement is not met; two are ours. */
    public static final Set<String> GIVEN =
            Set.of(
                    "E001", "E002", "E003", "E004", "E005", "E006", "E007", "E008", "E009", "E010",
                    "E011", "E012", "E013", "E014", "E015", "E016", "E017", "E018", "E019", "E020",
                    "E023", "E024", "E025", "E029", "E030", "E031", "E032", "E033", "E034", "E035",
                    "E036", "E037", "E038", "E039", "E040", "E041", "E042", "E043", "E044", "E045",
                    "E046", "E047", "E048", "E049", "E050", "E051", "E052", "E053", "E054", "E057",
                    "E058", "E059", "E060", "E061", "E063", "E064", "E066", "E067", "E069", "E070",
                    "E071", "E072", "E073", "E074", "E075", "E076", "E077", "E078", "E079", "E080",
                    "E081", "E082", "E083", "E084", "E085", "E088", "E090", "E092", "E093", "E094",
                    "E095", "E096", "E097", "E098", "E099", "E100", "E101", "E102", "E103", "E104",
                    "E105", "E106", "E107", "E108", "E110", "E111", "E112", "W001", "W002", "W003",
                    "W004", "W005", "W007", "W008", "W009", "W010", "W011", "W013", "W014", "W015",
                    "W016", "OCFL_UNREADABLE", "OCFL_TOO_DEEP");

    /** Never given, with the reason. */
    public static final Map<String, String> NOT_GIVEN =
            Map.ofEntries(
                    Map.entry("E021", "says what the default name is; a breach is E016 or E042"),
                    Map.entry("E022", "binds tools, not packages"),
                    Map.entry("E026", "a local extension may define any algorithm (see E028)"),
                    Map.entry("E027", "binds clients"),
                    Map.entry("E028", "binds clients: unknown fixity algorithms are ignored"),
                    Map.entry("E055", "any other key is E102"),
                    Map.entry("E056", "a local extension may define any algorithm (see E028)"),
                    Map.entry("E062", "the order of writing cannot be seen afterwards"),
                    Map.entry("E087", "binds validators: such files are ignored"),
                    Map.entry("E089", "what content was meant to be cannot be seen"),
                    Map.entry("W012", "what a log records cannot be seen"));

    private OcflCode() {}
}
