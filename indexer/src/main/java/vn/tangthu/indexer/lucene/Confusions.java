package vn.tangthu.indexer.lucene;

import java.util.HashMap;
import java.util.Map;

/**
 * What a folded syllable may have become under a scanner, or in the hand of somebody who writes as
 * he speaks; each with a chance, which says no more than which are likelier. The pairs are those
 * seen in readings of official papers (tỉnh → lính, HĐND → IIĐND, Ủy → LIy, ĐÍCH → ĐÍCIL) and the
 * pairs of sounds that Vietnamese spelling keeps apart and speech does not (s and x, tr and ch, n
 * and ng at the end). Tones and other marks need no pair: folding took them away.
 */
final class Confusions {
    private static final float SHAPE = 0.03f;
    private static final float FAINT = 0.01f;
    private static final float SOUND = 0.015f;
    private static final float TWICE = 0.03f;

    /** Anywhere in a syllable, both ways. */
    private static final Object[][] ANYWHERE = {
        {"t", "l", SHAPE}, {"l", "i", SHAPE}, {"t", "i", SHAPE}, {"h", "b", SHAPE},
        {"n", "u", SHAPE}, {"c", "e", SHAPE}, {"m", "rn", SHAPE}, {"g", "q", SHAPE},
        {"v", "y", SHAPE}, {"h", "li", SHAPE}, {"u", "li", SHAPE}, {"h", "ii", SHAPE},
        {"u", "ii", SHAPE}, {"n", "ii", SHAPE}, {"o", "e", FAINT}, {"o", "c", FAINT},
        {"r", "n", FAINT}, {"b", "r", FAINT}, {"c", "g", FAINT}, {"n", "m", FAINT},
        {"q", "o", FAINT}, {"p", "f", FAINT}, {"k", "r", FAINT}, {"a", "o", FAINT},
        {"u", "v", FAINT}, {"f", "t", FAINT}, {"d", "cl", FAINT}, {"h", "il", FAINT},
        {"h", "n", FAINT}, {"g", "p", FAINT}
    };

    private static final Object[][] AT_START = {
        {"s", "x", SOUND}, {"tr", "ch", SOUND}, {"d", "gi", SOUND}, {"d", "v", SOUND},
        {"r", "gi", SOUND}, {"l", "n", SOUND}, {"ng", "ngh", SOUND}, {"g", "gh", SOUND},
        {"c", "k", SOUND}, {"qu", "h", SOUND}
    };

    private static final Object[][] AT_END = {
        {"n", "ng", SOUND},
        {"c", "t", SOUND},
        {"n", "nh", SOUND},
        {"i", "y", SOUND},
        {"ch", "t", SOUND},
        {"h", "", FAINT},
        {"g", "", FAINT}
    };

    private Confusions() {}

    static Map<String, Float> of(String syllable) {
        Map<String, Float> ways = new HashMap<>();
        for (Object[] pair : ANYWHERE) {
            String one = (String) pair[0];
            String other = (String) pair[1];
            anywhere(syllable, one, other, (Float) pair[2], ways);
            anywhere(syllable, other, one, (Float) pair[2], ways);
        }
        for (Object[] pair : AT_START) {
            start(syllable, (String) pair[0], (String) pair[1], (Float) pair[2], ways);
            start(syllable, (String) pair[1], (String) pair[0], (Float) pair[2], ways);
        }
        for (Object[] pair : AT_END) {
            end(syllable, (String) pair[0], (String) pair[1], (Float) pair[2], ways);
            end(syllable, (String) pair[1], (String) pair[0], (Float) pair[2], ways);
        }
        for (int at = 1; at < syllable.length(); at++) {
            if (syllable.charAt(at) == syllable.charAt(at - 1)) {
                ways.put(syllable.substring(0, at) + syllable.substring(at + 1), TWICE);
            }
        }
        ways.remove(syllable);
        ways.remove("");
        return ways;
    }

    private static void anywhere(
            String syllable, String from, String to, float weight, Map<String, Float> ways) {
        for (int at = syllable.indexOf(from); at >= 0; at = syllable.indexOf(from, at + 1)) {
            String way = syllable.substring(0, at) + to + syllable.substring(at + from.length());
            ways.merge(way, weight, Math::max);
        }
    }

    private static void start(
            String syllable, String from, String to, float weight, Map<String, Float> ways) {
        if (syllable.startsWith(from)) {
            ways.merge(to + syllable.substring(from.length()), weight, Math::max);
        }
    }

    private static void end(
            String syllable, String from, String to, float weight, Map<String, Float> ways) {
        if (syllable.endsWith(from) && syllable.length() > from.length() + 1) {
            String way = syllable.substring(0, syllable.length() - from.length()) + to;
            ways.merge(way, weight, Math::max);
        }
    }
}
