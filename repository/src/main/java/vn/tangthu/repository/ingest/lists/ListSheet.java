package vn.tangthu.repository.ingest.lists;

/**
 * A sheet of a list file.
 *
 * @param index from 0
 * @param name as its tab says; empty for CSV
 */
record ListSheet(int index, String name) {}
