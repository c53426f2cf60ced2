package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Retrieval;

/**
 * Packages on their way to a browser. A hồ sơ may have many gigabytes, so each is written by a
 * thread of its own and none of those that answer requests; at most {@value #AT_ONCE} are under way
 * in the whole archive, since each reads all of its files twice. Their length is not known before:
 * what breaks off ends the connection, so that no browser takes it for whole.
 */
@Component
public class PackagesUnderWay {
    public static final int AT_ONCE = 3;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ReadersFiles files;

    PackagesUnderWay(ReadersFiles files) {
        this.files = files;
    }

    /** Finds a package for a reader, or says why not. */
    @FunctionalInterface
    public interface Packages {
        PackageExports.Packed packed(Reader reader)
                throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
    }

    /**
     * @param what it is, for the activity log
     * @param purpose what for, for the log; null where everybody may have it
     * @return null when all is said already
     */
    public @Nullable StreamingResponseBody send(
            AipId id,
            String what,
            @Nullable ReadingPurpose purpose,
            Reader reader,
            Packages packages,
            boolean headOnly,
            HttpServletResponse response)
            throws IOException {
        if (!places.tryAcquire()) {
            files.busy(response);
            return null;
        }
        boolean begun = false;
        try {
            PackageExports.Packed packed = packages.packed(reader);
            head(packed, response);
            if (headOnly) {
                return null;
            }
            begun = true;
            return out -> {
                try {
                    write(packed, id, what, purpose, reader, out, response);
                } finally {
                    places.release();
                }
            };
        } catch (Retrieval.NotAvailable e) {
            files.refused(reader, id.toString(), what, response);
        } catch (Retrieval.Damaged e) {
            files.damaged(reader, id.toString(), what, response);
        } finally {
            if (!begun) {
                places.release();
            }
        }
        return null;
    }

    private static void head(PackageExports.Packed packed, HttpServletResponse response) {
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(packed.fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private void write(
            PackageExports.Packed packed,
            AipId id,
            String what,
            @Nullable ReadingPurpose purpose,
            Reader reader,
            OutputStream out,
            HttpServletResponse response)
            throws IOException {
        files.note(reader, "EXPORT", id.toString(), what, purpose);
        try {
            packed.writeTo(out, Progress.NONE);
        } catch (Retrieval.NotAvailable e) {
            if (response.isCommitted()) {
                throw new IOException("Withheld meanwhile: " + id, e);
            }
            response.reset();
            files.refused(reader, id.toString(), what, response);
        } catch (Retrieval.Damaged e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            files.damaged(reader, id.toString(), e.file().toString(), response);
        }
    }
}
