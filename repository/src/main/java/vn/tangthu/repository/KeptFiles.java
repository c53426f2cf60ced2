package vn.tangthu.repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import vn.tangthu.storage.Digest;

/** Looks for bytes among the files that are kept and visible. */
public interface KeptFiles {
    /**
     * Where these bytes are kept: one place for each digest, an open one if there is, and of these
     * the record with the lowest code.
     *
     * @param sha512 at most 1,000
     */
    List<Kept> find(Collection<Digest> sha512);

    /**
     * Codes of hồ sơ that are these but for capital and small letters; hidden ones are passed over,
     * since the answer goes to who delivers.
     *
     * @param arcFileCodes at most 1,000
     * @return the code that is kept by the code that was asked
     */
    Map<String, String> spelledOtherwise(Collection<String> arcFileCodes);

    /**
     * @param arcFileCode of the record
     * @param originalName as the file was delivered
     * @param open whether everybody may read it; of others nothing may be told to who delivers
     */
    record Kept(
            Digest sha512,
            String arcFileCode,
            String originalName,
            boolean open,
            ContentFileId file) {}
}
