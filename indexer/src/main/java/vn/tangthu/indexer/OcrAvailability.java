package vn.tangthu.indexer;

/** Whether pages that are images can be read on this machine now. */
public interface OcrAvailability {
    boolean ocrAvailable();

    /** Whether this process extracts text at all; if not, waiting for text would be in vain. */
    boolean extracting();
}
