package vn.tangthu.portal.upload;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.upload.UploadRefused.Reason;
import vn.tangthu.repository.NoSpace;

/** Refusals as a reason that the page has words for. */
@RestControllerAdvice(assignableTypes = {UploadAddresses.class, TusAddresses.class})
class UploadAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(UploadAnswers.class);

    /** What the script reads. */
    record Refusal(Reason reason, List<Object> values) {}

    @ExceptionHandler
    ResponseEntity<Refusal> refused(UploadRefused refused) {
        return ResponseEntity.status(refused.reason().status())
                .header("Tus-Resumable", "1.0.0")
                .body(new Refusal(refused.reason(), refused.values()));
    }

    /** Not an archivist any more, or one who must change the password first. */
    @ExceptionHandler
    ResponseEntity<Void> notLoggedIn(CurrentReader.NotLoggedInException e) {
        return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
    }

    /** The package ended between two steps of the request. */
    @ExceptionHandler
    ResponseEntity<Refusal> gone(NoSuchFileException gone) {
        return refused(new UploadRefused(Reason.GONE));
    }

    @ExceptionHandler
    ResponseEntity<Refusal> disk(IOException e) throws IOException {
        if (NoSpace.caused(e)) {
            LOG.error("The disk is full: an upload cannot go on", e);
            return refused(new UploadRefused(Reason.DISK_FULL));
        }
        throw e;
    }
}
