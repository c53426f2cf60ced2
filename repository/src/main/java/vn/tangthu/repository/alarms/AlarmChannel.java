package vn.tangthu.repository.alarms;

import java.io.IOException;
import java.util.UUID;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Channel;

/** A way to people. */
interface AlarmChannel {
    Channel channel();

    /** Whether it is set up. */
    boolean configured();

    /**
     * Returns when the other side has taken it. After a kill the same message may come twice, with
     * the same id.
     *
     * @param message its id, the same in each attempt
     * @throws IOException when it was not taken; in words for people
     */
    void send(UUID message, Alarm alarm, boolean cleared) throws IOException;
}
