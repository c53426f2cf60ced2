package vn.tangthu.repository;

import java.util.Collection;
import java.util.List;
import vn.tangthu.storage.Digest;

/** Looks for bytes among the files that are kept and visible. */
public interface KeptFiles {
    /**
     * Where these bytes are kept: one place for each digest, the record with the lowest code.
     *
     * @param sha512 at most 1,000
     */
    List<Kept> find(Collection<Digest> sha512);

    /**
     * @param arcFileCode of the record
     * @param originalName as the file was delivered
     */
    record Kept(Digest sha512, String arcFileCode, String originalName) {}
}
