package vn.tangthu.indexer.quality;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query and what it should find.
 *
 * @param kind what sort of query it is
 * @param gains records by number, with what finding each is worth, 1 to 3
 * @param meant what "did you mean" should offer, or null
 */
record Judged(String kind, String query, Map<Integer, Integer> gains, @Nullable String meant) {}
