package vn.tangthu.storage.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.StoreException;

/**
 * Tries a request again while its failure may pass: no answer, a 5xx, "slow down". Waits {@value
 * #FIRST_WAIT_MILLIS} ms, then twice as long each time up to {@value #LONGEST_WAIT_MILLIS} ms, each
 * wait shortened at random by up to half so that many threads do not come back at once.
 */
final class Attempts {
    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<String> PASSING_CODES =
            Set.of(
                    "SlowDown",
                    "RequestTimeout",
                    "InternalError",
                    "ServiceUnavailable",
                    "OperationAborted",
                    "ConditionalRequestConflict");

    private final int limit;

    Attempts(int limit) {
        this.limit = limit;
    }

    /**
     * What came of it.
     *
     * @param unsure whether an attempt before the last failed without telling what the server did
     */
    record Answer<T>(T value, boolean unsure) {}

    /** The server said no; {@code unsure} as in {@link Answer}. */
    static final class Refused extends StoreException {
        private static final long serialVersionUID = 1L;
        private final String code;
        private final int status;
        private final boolean unsure;

        Refused(ErrorResponseException e, boolean unsure) {
            super(e.errorResponse().code() + ": " + e.errorResponse().message(), e);
            this.code = e.errorResponse().code();
            this.status = e.response() == null ? 0 : e.response().code();
            this.unsure = unsure;
        }

        boolean notFound() {
            return code.equals("NoSuchKey") || code.equals("NoSuchObject");
        }

        boolean preconditionFailed() {
            return status == 412 || code.equals("PreconditionFailed");
        }

        boolean notImplemented() {
            return status == 501 || code.equals("NotImplemented");
        }

        boolean noSuchUpload() {
            return code.equals("NoSuchUpload");
        }

        boolean rangeBeyondEnd() {
            return status == 416 || code.equals("InvalidRange");
        }

        boolean unsure() {
            return unsure;
        }

        String code() {
            return code;
        }
    }

    <T> Answer<T> request(String what, Supplier<CompletableFuture<T>> call) throws IOException {
        boolean unsure = false;
        for (int attempt = 1; ; attempt++) {
            Throwable failure;
            try {
                return new Answer<>(call.get().join(), unsure);
            } catch (CompletionException e) {
                failure = e.getCause() == null ? e : e.getCause();
            } catch (RuntimeException e) {
                failure = e;
            }
            boolean passing = mayPass(failure);
            if (!passing && failure instanceof ErrorResponseException refused) {
                throw new Refused(refused, unsure);
            }
            if (!passing || attempt == limit) {
                throw new StoreException(
                        what + " failed after " + attempt + " attempt(s): " + failure, failure);
            }
            unsure = true;
            pause(attempt);
        }
    }

    static void pause(int attempt) throws InterruptedIOException {
        long wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempt - 1, 20));
        try {
            Thread.sleep(wait - ThreadLocalRandom.current().nextLong(wait / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting to try again");
        }
    }

    static boolean mayPass(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof ErrorResponseException refused) {
                return PASSING_CODES.contains(refused.errorResponse().code())
                        || (refused.response() != null
                                && PASSING_STATUS.contains(refused.response().code()));
            }
            if (at instanceof ServerException
                    || at instanceof InvalidResponseException
                    || at instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
