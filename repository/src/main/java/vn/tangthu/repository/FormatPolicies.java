package vn.tangthu.repository;

import java.util.List;
import vn.tangthu.repository.FormatRules.Rule;

/** What contracts and the archive say of formats. */
public interface FormatPolicies {
    /** Stands for the archive as a whole where a contractor is named. */
    String ARCHIVE = "";

    /** By what deliveries of this contractor are held: its contract, the archive, the law. */
    FormatRules of(String contractor);

    /**
     * What was said for it alone, as it was entered.
     *
     * @param contractor or {@link #ARCHIVE}
     */
    List<Rule> said(String contractor);

    /**
     * Says anew all that is said for it, from its next check on; no rule goes back to what holds
     * for everybody. The contractor is added when it is not known. For archivists.
     *
     * @param contractor or {@link #ARCHIVE}
     * @throws RefusedException {@code FORMAT_RULE_WRONG} when a rule is none; {@code
     *     FORMAT_RULES_TOO_MANY}
     */
    void say(String contractor, List<Rule> rules, Reader actor);
}
