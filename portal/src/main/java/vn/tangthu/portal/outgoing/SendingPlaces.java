package vn.tangthu.portal.outgoing;

import java.util.HashMap;
import java.util.Map;

/**
 * Places for those who send something, or take what is made while it leaves: so many in all, and so
 * many of one of them: a network, or an account.
 */
public final class SendingPlaces {
    private final int inAll;
    private final int ofOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    public SendingPlaces(int inAll, int ofOne) {
        this.inAll = inAll;
        this.ofOne = ofOne;
    }

    /**
     * @param who has a share
     * @return whether there was one; it is to be given back
     */
    public synchronized boolean take(String who) {
        int ofIt = taken.getOrDefault(who, 0);
        if (all >= inAll || ofIt >= ofOne) {
            return false;
        }
        all++;
        taken.put(who, ofIt + 1);
        return true;
    }

    public synchronized void giveBack(String who) {
        all--;
        taken.computeIfPresent(who, (key, ofIt) -> ofIt > 1 ? ofIt - 1 : null);
    }
}
