package vn.tangthu.portal.publicpages;

import java.util.HashMap;
import java.util.Map;

/**
 * Places for those who send something, or take what is made while it leaves: so many in all, and so
 * many of one network.
 */
final class SendingPlaces {
    private final int inAll;
    private final int ofOneNetwork;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    SendingPlaces(int inAll, int ofOneNetwork) {
        this.inAll = inAll;
        this.ofOneNetwork = ofOneNetwork;
    }

    /**
     * @param network as {@link Throttle#network} names it
     * @return whether there was one; it is to be given back
     */
    synchronized boolean take(String network) {
        int ofIt = taken.getOrDefault(network, 0);
        if (all >= inAll || ofIt >= ofOneNetwork) {
            return false;
        }
        all++;
        taken.put(network, ofIt + 1);
        return true;
    }

    synchronized void giveBack(String network) {
        all--;
        taken.computeIfPresent(network, (key, ofIt) -> ofIt > 1 ? ofIt - 1 : null);
    }
}
