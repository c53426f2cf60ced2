package vn.tangthu.indexer;

import java.util.List;

/** Whether pages that are images can be read on this machine now. */
public interface OcrAvailability {
    boolean ocrAvailable();

    /** Names of the models that may be asked to read pages again; the usual one first. */
    default List<String> models() {
        return List.of();
    }

    /** Whether this process extracts text at all; if not, waiting for text would be in vain. */
    boolean extracting();
}
