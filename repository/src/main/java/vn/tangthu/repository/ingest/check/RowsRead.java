package vn.tangthu.repository.ingest.check;

import vn.tangthu.repository.Progress;

/** Counts the rows of the lists as they are read; a hundred thousand are not read in a moment. */
final class RowsRead {
    private static final int TELLS_EVERY = 500;

    private final Progress progress;
    private int rows;

    RowsRead(Progress progress) {
        this.progress = progress;
    }

    /**
     * @throws StoppedException when nobody wants the rest any more
     */
    void one() {
        if (++rows % TELLS_EVERY == 0) {
            progress.at(Progress.Phase.READ_LISTS, rows, -1);
            if (progress.cancelled()) {
                throw new StoppedException();
            }
        }
    }

    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("Cancelled while the lists were read");
        }
    }
}
