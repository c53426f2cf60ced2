package vn.tangthu.repository;

/** The journal grew. A nudge only: whoever must not miss anything reads the journal. */
public record JournalAdvanced(long head) {}
