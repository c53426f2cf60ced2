package vn.tangthu.repository;

/** What an account may do; an account may have several roles. */
public enum Role {
    CITIZEN,
    /** Bound to the fonds of its agency, whose public and listed records it may read. */
    AGENCY,
    /** Takes in, describes, decides; reads everything. */
    ARCHIVIST,
    /**
     * Of the archivists the one who gives the second decision where it takes two; by itself it
     * opens nothing. See {@link SecondDecisions}.
     */
    APPROVER,
    /** Reads logs, audits and incidents; changes nothing; reads records as a citizen does. */
    AUDITOR,
    /** Manages accounts and settings; reads records as a citizen does. */
    ADMINISTRATOR,
    /**
     * Decides on what may be a state secret, and sees of it what the decision needs; reads records
     * as a citizen does.
     */
    SECRETS_OFFICER
}
