package vn.tangthu.indexer.lucene.opensearch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.RecordIndex.Pass;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;

/** The passes through fonds, as the cursor keeps them. */
final class ClusterPasses {
    private static final String PASSES = "passes";
    private static final String FONDS = "fonds";
    private static final String LINE = "line";
    private static final String WITHHELD = "withheld";
    private static final String AFTER = "after";

    private ClusterPasses() {}

    /** None where it was written before there were any. */
    static List<Pass> of(JsonNode state) {
        List<Pass> passes = new ArrayList<>();
        for (JsonNode one : state.path(PASSES)) {
            passes.add(
                    new Pass(
                            FondsId.of(one.path(FONDS).asString()),
                            one.path(LINE).asLong(),
                            one.path(WITHHELD).asBoolean(),
                            one.has(AFTER) ? AipId.of(one.path(AFTER).asString()) : null));
        }
        return passes;
    }

    static void put(ObjectNode state, List<Pass> passes) {
        ArrayNode all = state.putArray(PASSES);
        for (Pass pass : passes) {
            ObjectNode one =
                    all.addObject()
                            .put(FONDS, pass.fonds().toString())
                            .put(LINE, pass.line())
                            .put(WITHHELD, pass.withheld());
            AipId after = pass.after();
            if (after != null) {
                one.put(AFTER, after.toString());
            }
        }
    }

    /**
     * Of shards that tell of several moments: each fonds that one of them was in, from where the
     * one that was least far stood. What another had done already is done again.
     */
    static List<Pass> least(List<List<Pass>> shards) {
        Map<FondsId, Pass> least = new LinkedHashMap<>();
        for (List<Pass> shard : shards) {
            for (Pass pass : shard) {
                Pass unused = least.merge(pass.fonds(), pass, ClusterPasses::least);
            }
        }
        return least.values().stream().sorted(Comparator.comparingLong(Pass::line)).toList();
    }

    private static Pass least(Pass one, Pass other) {
        return new Pass(
                one.fonds(),
                Math.min(one.line(), other.line()),
                one.withheld() || other.withheld(),
                earlier(one.after(), other.after()));
    }

    private static @Nullable AipId earlier(@Nullable AipId one, @Nullable AipId other) {
        if (one == null || other == null) {
            return null;
        }
        return one.toString().compareTo(other.toString()) <= 0 ? one : other;
    }
}
