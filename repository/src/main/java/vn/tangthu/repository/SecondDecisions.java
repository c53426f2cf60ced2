package vn.tangthu.repository;

import java.util.List;
import java.util.Set;

/**
 * Who gives the second of two decisions on what is not open to everybody: as soon as somebody is
 * appointed ({@link Role#APPROVER}, together with {@link Role#ARCHIVIST}, of an account that can
 * log in), approvers alone. Where none is appointed, and where every approver has taken part in
 * what is decided, so that no other could ever give it, it is any archivist who has not. Always two
 * persons.
 *
 * <p>This port tells beforehand; the decision itself is asked again in its own transaction.
 */
public interface SecondDecisions {
    /** Where somebody stands to a second decision. */
    enum Standing {
        MAY,
        /** Proposed it, or refused it before the appeal: it takes somebody else. */
        TOOK_PART,
        /** It is left to approvers, of whom this is none. */
        APPROVERS
    }

    /** By which rule a second decision was given; stands in the log with it. */
    enum Rule {
        BY_APPROVER,
        NO_APPROVER,
        /** There are approvers, and all of them had taken part. */
        NO_OTHER_APPROVER
    }

    /**
     * @param barred the names of those who took part in what is to be decided: for a request {@link
     *     AccessRequests.Request#tookPart}, else who ordered or proposed it; in either case whose
     *     request it is, too
     */
    Standing standing(Reader actor, Set<String> barred);

    /** Whether an approver is there who has not taken part, so that it waits for one. */
    boolean leftToApprovers(Set<String> barred);

    /** How many archivists can log in who have not taken part. */
    int archivistsBeside(Set<String> barred);

    /** The usernames of the approvers that can log in. */
    List<String> approvers();
}
