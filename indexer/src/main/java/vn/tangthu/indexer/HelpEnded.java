package vn.tangthu.indexer;

/**
 * A process that helps to read texts cannot go on.
 *
 * @param vietnamese why, and what to do
 * @param english the same
 */
public record HelpEnded(String vietnamese, String english) {}
