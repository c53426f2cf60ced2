package vn.tangthu.repository;

import java.util.concurrent.CompletableFuture;

/**
 * The catalogue is being rebuilt, which has the journal for as long as the store is read: hours, of
 * a large archive. Who must write the journal leaves its transaction with this, gives its
 * connection back, and begins anew when {@link #over()}; so that requests, accounts and audits,
 * which need no journal, go on meanwhile.
 */
public final class RebuildUnderWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Name of the transactions that begin anew; those of any other name wait where they are. */
    public static final String BEGINS_ANEW = "begins-anew";

    private final transient CompletableFuture<Void> over;

    public RebuildUnderWay(CompletableFuture<Void> over) {
        super("The catalogue is being rebuilt", null, false, false);
        this.over = over;
    }

    /** Ends with the rebuild, however it ends. */
    public CompletableFuture<Void> over() {
        return over;
    }
}
