package vn.tangthu.indexer.extract.legacy;

import org.jspecify.annotations.Nullable;

/**
 * A word in its place.
 *
 * @param from first character in its line
 * @param to behind the last
 * @param hint the encoding that the fonts of its characters beyond ASCII name, or null
 */
record Token(Word word, int from, int to, @Nullable LegacyEncoding hint) {}
