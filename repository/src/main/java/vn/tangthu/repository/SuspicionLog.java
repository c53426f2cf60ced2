package vn.tangthu.repository;

import java.io.IOException;

/**
 * Suspicions of state secrets and what was decided on them, told by the object store alone: a log
 * object {@code log/suspected/<aip>/<file>/<page>-OPEN.json} for each, and one with the decision
 * beside it. Without them a lost database would show again what was blocked, until OCR comes by.
 * They name the record, the file's id, the page and the level, and neither the file's digest nor
 * anything of its text.
 */
public interface SuspicionLog {
    /**
     * Takes up what the database does not know, before rows are written anew and after a backup was
     * restored: what is open blocks its record. A damaged suspicion blocks, a damaged decision
     * decides nothing.
     */
    void takeUp() throws IOException;

    /** Once the catalogue has its rows: looks up there what is not told in the store. */
    void lookUp();
}
