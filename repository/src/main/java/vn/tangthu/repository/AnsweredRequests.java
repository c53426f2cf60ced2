package vn.tangthu.repository;

import java.util.List;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Step;

/** What else has to be written down when a request was answered. */
@FunctionalInterface
public interface AnsweredRequests {
    /**
     * Part of the transaction of the answer, once its items and steps stand.
     *
     * @param steps those that the answer wrote
     */
    void answered(Request request, List<Step> steps, Reader actor);
}
