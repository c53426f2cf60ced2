package vn.tangthu.repository;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** E-mail through the operator's mail server, if there is one. */
public interface Post {
    boolean configured();

    /**
     * Returns when the server has taken it.
     *
     * @param id the same in each attempt, so that a server may drop what comes twice
     * @throws IOException if it has not, or not surely
     */
    void send(UUID id, List<String> to, String subject, String text) throws IOException;
}
