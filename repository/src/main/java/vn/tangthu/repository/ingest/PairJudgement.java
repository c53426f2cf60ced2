package vn.tangthu.repository.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.DeliveryPairs.Count;
import vn.tangthu.repository.DeliveryPairs.Decided;
import vn.tangthu.repository.DeliveryPairs.Decision;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Pair;
import vn.tangthu.repository.DeliveryPairs.Side;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.CheckedDelivery;
import vn.tangthu.repository.ingest.check.ValidRecord;

/** Notes what a delivery has twice, and does with it what archivists decided. */
final class PairJudgement {
    /** In the history of one hồ sơ; the rest is counted. */
    private static final int TOLD = 3;

    private final PairRows rows;

    PairJudgement(PairRows rows) {
        this.rows = rows;
    }

    /**
     * @param against without what is left out
     * @param undecided pairs that can be kept both and that nobody decided on
     */
    record Judged(AgainstHoldings against, long undecided) {}

    /** Of one that goes no further: what it has twice in itself is there to look at. */
    void inside(DeliveryRow delivery, Path root, CheckedDelivery checked) {
        rows.write(delivery.id(), PairSearch.inside(root, checked));
    }

    Judged judge(
            DeliveryRow delivery, Path root, CheckedDelivery checked, AgainstHoldings against) {
        rows.write(delivery.id(), PairSearch.all(root, checked, against));
        Map<String, Pair> leftOut = new LinkedHashMap<>();
        Map<String, List<Pair>> both = new HashMap<>();
        Map<List<String>, Integer> reasons = new LinkedHashMap<>();
        for (Pair pair : rows.decided(delivery.id())) {
            Decided decided = pair.decided();
            String code = pair.found().one().record();
            if (decided == null) {
                continue;
            }
            if (decided.decision() == Decision.LEAVE_OUT) {
                leftOut.putIfAbsent(code, pair);
            } else {
                both.computeIfAbsent(code, c -> new ArrayList<>()).add(pair);
                reasons.merge(List.of(decided.by(), decided.reason()), 1, Integer::sum);
            }
        }
        reasons.forEach(
                (by, pairs) ->
                        checked.findings()
                                .add(
                                        Finding.notes(
                                                "DUPLICATES_ACCEPTED",
                                                delivery.name(),
                                                String.valueOf(pairs),
                                                by.getFirst(),
                                                by.getLast())));
        for (ValidRecord record : checked.valid()) {
            Pair pair = leftOut.get(record.arcFileCode());
            if (pair != null) {
                checked.findings().add(leftOut(record, pair));
            }
        }
        Map<String, List<String>> messages = new HashMap<>();
        both.forEach((code, pairs) -> messages.put(code, messages(pairs)));
        long undecided = 0;
        for (Map.Entry<Kind, Count> count : rows.counts(delivery.id()).entrySet()) {
            undecided += count.getKey() == Kind.SAME_CODE ? 0 : count.getValue().undecided();
        }
        return new Judged(against.without(leftOut.keySet()).with(messages), undecided);
    }

    private static Finding leftOut(ValidRecord record, Pair pair) {
        Decided decided = pair.decided();
        Side other = pair.found().other();
        // Findings go to who delivers, who may not be one who may know of it.
        boolean told = !other.kept() || other.record().equals(record.arcFileCode());
        return Finding.blocks(
                        "LEFT_OUT_AS_DUPLICATE",
                        record.place(),
                        record.arcFileCode(),
                        told ? name(other) : "tài liệu đã có trong kho",
                        decided == null ? "" : decided.by(),
                        decided == null ? "" : decided.reason())
                .about(record.arcFileCode())
                .of(
                        other.record() == null
                                ? List.of(record.arcFileCode())
                                : List.of(record.arcFileCode(), other.record()));
    }

    private static String name(Side side) {
        return side.name().equals(side.record())
                ? side.record()
                : side.name() + " (" + side.record() + ")";
    }

    /** For the history, in the language of the archive. */
    private static List<String> messages(List<Pair> pairs) {
        List<String> messages = new ArrayList<>();
        for (Pair pair : pairs) {
            Decided decided = pair.decided();
            if (decided == null || messages.size() == TOLD) {
                continue;
            }
            messages.add(
                    "Giữ cả hai bản trùng "
                            + name(pair.found().one())
                            + " và "
                            + name(pair.found().other())
                            + ". Người chấp nhận: "
                            + decided.by()
                            + ". Lý do: "
                            + decided.reason());
        }
        if (pairs.size() > TOLD) {
            messages.add("Và " + (pairs.size() - TOLD) + " cặp trùng khác");
        }
        return messages;
    }
}
