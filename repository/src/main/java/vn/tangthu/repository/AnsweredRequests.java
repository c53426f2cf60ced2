package vn.tangthu.repository;

/** What else has to be written down when a request was answered. */
@FunctionalInterface
public interface AnsweredRequests {
    /** Part of the transaction of the answer, once its items and steps stand. */
    void answered(AccessRequests.Request request, Reader actor);
}
