package vn.tangthu.repository;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody opens closed pages, text or files for: as they say it, or as it is evident from
 * where they open it. The activity log keeps it with each line of that reading.
 *
 * @param text the number of the request or of the letter, or own words; empty where the kind says
 *     all; of at most {@link #LONGEST} characters, on one line
 */
public record ReadingPurpose(Kind kind, String text) {
    /** Characters. */
    public static final int LONGEST = 300;

    /** The short list that somebody chooses from. */
    public enum Kind {
        /** A request of a citizen is decided or served; the text is its number. */
        REQUEST(true),
        /** Chỉnh lý, mô tả. */
        ARRANGING(false),
        /** Quality and fixity are checked. */
        QUALITY(false),
        /** What an agency needs for its work; the text is the number of its letter or order. */
        AGENCY_WORK(true),
        /** Own words. */
        OTHER(true);

        private final boolean worded;

        Kind(boolean worded) {
            this.worded = worded;
        }

        /** Whether it says nothing without a text. */
        public boolean worded() {
            return worded;
        }
    }

    /**
     * @throws IllegalArgumentException without a text that the kind needs, or with one that is too
     *     long
     */
    public ReadingPurpose {
        text =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ")
                        .strip();
        if (text.length() > LONGEST || (text.isEmpty() && kind.worded())) {
            throw new IllegalArgumentException("No purpose: " + kind);
        }
    }

    /** As the log keeps it: {@code REQUEST YC-2026-ABCDEF}, {@code QUALITY}. */
    public String stored() {
        return text.isEmpty() ? kind.name() : kind.name() + " " + text;
    }

    /** As {@link #stored} wrote it; empty for anything else. */
    public static Optional<ReadingPurpose> read(@Nullable String stored) {
        if (stored == null) {
            return Optional.empty();
        }
        int space = stored.indexOf(' ');
        String name = space < 0 ? stored : stored.substring(0, space);
        try {
            return Arrays.stream(Kind.values())
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .map(kind -> new ReadingPurpose(kind, stored.substring(name.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
