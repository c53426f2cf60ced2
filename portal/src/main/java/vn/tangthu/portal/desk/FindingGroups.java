package vn.tangthu.portal.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** Findings by rule: how often, and a sample; what blocks stands first, then what is most. */
final class FindingGroups {
    /** Places of a rule that are shown. */
    static final int SAMPLE = 20;

    private FindingGroups() {}

    /**
     * @param sample the first of them
     */
    record Group(String code, Severity severity, long count, List<Finding> sample) {}

    static List<Group> of(Iterable<Finding> findings) {
        return of(findings, SAMPLE);
    }

    /** With so many places of each. */
    static List<Group> of(Iterable<Finding> findings, int places) {
        Map<String, List<Finding>> samples = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String key = finding.severity() + " " + finding.code();
            counts.merge(key, 1L, Long::sum);
            List<Finding> sample = samples.computeIfAbsent(key, unused -> new ArrayList<>());
            if (sample.size() < places) {
                sample.add(finding);
            }
        }
        List<Group> groups = new ArrayList<>();
        samples.forEach(
                (key, sample) ->
                        groups.add(
                                new Group(
                                        sample.getFirst().code(),
                                        sample.getFirst().severity(),
                                        counts.getOrDefault(key, 0L),
                                        List.copyOf(sample))));
        groups.sort(
                Comparator.comparing(Group::severity)
                        .thenComparing(Group::count, Comparator.reverseOrder()));
        return groups;
    }
}
