package vn.tangthu.repository;

import vn.tangthu.storage.Digest;

/** Where it is noted that text told of a stamp of a state secret. */
public interface SecretStamps {
    /**
     * A stamp was read on a page of a file. In one transaction it is noted for every record that
     * holds these bytes, and all of them are at no exit any more when this returns. A page that an
     * officer released for the same bytes stays released; what is found on other pages later is
     * asked about again.
     *
     * @param page in the file, from 1
     */
    void suspect(Digest sha512, int page, SuspectedSecrets.Level level);
}
