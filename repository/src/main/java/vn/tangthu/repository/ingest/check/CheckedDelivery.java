package vn.tangthu.repository.ingest.check;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.NearPages;
import vn.tangthu.repository.ingest.lists.FindingSink;

/**
 * A delivery after its check.
 *
 * @param records hồ sơ listed
 * @param documents documents listed
 * @param files files that lie there, lists not counted
 * @param bytes of these files
 * @param declared what the list of hồ sơ tells of its extent
 * @param codes of the hồ sơ that are listed, sound or not
 * @param valid hồ sơ that nothing stands against, or nothing but what can be accepted, in the order
 *     of the list
 * @param columns of both lists, as they were understood
 * @param cancelled whether the check was stopped; then nothing else holds
 * @param near files with pages that are nearly the same as those of others
 * @param twins hồ sơ and documents with one code
 */
public record CheckedDelivery(
        int records,
        int documents,
        int files,
        long bytes,
        Declared declared,
        List<String> codes,
        List<ValidRecord> valid,
        FindingSink findings,
        List<DeliveredColumn> columns,
        boolean cancelled,
        List<NearPages> near,
        List<CodeTwins> twins) {
    /**
     * Sums over all hồ sơ listed, sound or not; null where no hồ sơ tells.
     *
     * @param documents what each hồ sơ says it has (totalDoc), or else the documents listed of it
     * @param sheets tờ
     * @param pages trang
     */
    public record Declared(@Nullable Long documents, @Nullable Long sheets, @Nullable Long pages) {
        static final Declared NOTHING = new Declared(null, null, null);

        static Declared of(List<RecordUnderCheck> records) {
            return new Declared(
                    records.stream().mapToLong(Declared::documents).sum(),
                    sum(records, FileDescription::numberOfPaper),
                    sum(records, FileDescription::numberOfPage));
        }

        private static long documents(RecordUnderCheck record) {
            FileDescription description = record.sip.description();
            Integer told = description == null ? null : description.totalDoc();
            return told == null ? record.documents.size() : told;
        }

        private static @Nullable Long sum(
                List<RecordUnderCheck> records, Function<FileDescription, @Nullable Integer> told) {
            return records.stream()
                    .map(record -> record.sip.description())
                    .filter(Objects::nonNull)
                    .map(told)
                    .filter(Objects::nonNull)
                    .map(Integer::longValue)
                    .reduce(Long::sum)
                    .orElse(null);
        }
    }

    public CheckedDelivery {
        codes = List.copyOf(codes);
        valid = List.copyOf(valid);
        columns = List.copyOf(columns);
        near = List.copyOf(near);
        twins = List.copyOf(twins);
    }

    /** One of which nothing will be kept. */
    public CheckedDelivery(
            int records,
            int documents,
            int files,
            long bytes,
            List<String> codes,
            List<ValidRecord> valid,
            FindingSink findings,
            List<DeliveredColumn> columns,
            boolean cancelled) {
        this(
                records,
                documents,
                files,
                bytes,
                Declared.NOTHING,
                codes,
                valid,
                findings,
                columns,
                cancelled,
                List.of(),
                List.of());
    }

    /** Of a delivery with a state secret nothing is told but that, so that nothing leaks. */
    static CheckedDelivery onlySecret(
            FindingSink findings, int records, int documents, int files, long bytes) {
        FindingSink told = new FindingSink();
        findings.all().stream().filter(f -> f.code().equals("SECRET")).forEach(told::add);
        return new CheckedDelivery(
                records, documents, files, bytes, List.of(), List.of(), told, List.of(), false);
    }

    /** The same with these of its hồ sơ. */
    CheckedDelivery with(List<ValidRecord> those) {
        return new CheckedDelivery(
                records, documents, files, bytes, declared, codes, those, findings, columns,
                cancelled, near, twins);
    }

    /** Hồ sơ with no blocking finding, in the order of the list. */
    public List<ValidRecord> sound() {
        return findings.accepted()
                ? valid
                : valid.stream().filter(record -> record.acceptable().isEmpty()).toList();
    }

    /**
     * Says that all that could be accepted was.
     *
     * @param name of the delivery
     */
    public Finding accepted(String name, String by, String reason) {
        SortedMap<String, Long> rules = new TreeMap<>();
        for (ValidRecord record : valid) {
            record.acceptable().counts().forEach((code, n) -> rules.merge(code, n, Long::sum));
        }
        return Finding.notes(
                "ACCEPTED_WITH_REASON",
                name,
                String.valueOf(rules.values().stream().mapToLong(Long::longValue).sum()),
                by,
                reason,
                rules.entrySet().stream()
                        .map(rule -> rule.getKey() + " × " + rule.getValue())
                        .collect(Collectors.joining(", ")));
    }

    public Verdict verdict() {
        return new Verdict(records, documents, files, bytes, findings.all(), columns, null);
    }
}
