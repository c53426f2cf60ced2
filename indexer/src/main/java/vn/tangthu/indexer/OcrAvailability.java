package vn.tangthu.indexer;

/** Whether pages that are images can be read on this machine now. */
public interface OcrAvailability {
    boolean ocrAvailable();
}
