package vn.tangthu.portal.shell;

import com.vaadin.flow.component.upload.UploadI18N;
import java.util.List;

/** What Vaadin's upload says, in the reader's language. */
public final class UploadTexts {
    private UploadTexts() {}

    /**
     * @param add key of the words on the button
     */
    public static UploadI18N of(Words words, String add) {
        UploadI18N texts = new UploadI18N();
        texts.setAddFiles(new UploadI18N.AddFiles().setOne(words.of(add)).setMany(words.of(add)));
        texts.setDropFiles(
                new UploadI18N.DropFiles()
                        .setOne(words.of("late.drop"))
                        .setMany(words.of("late.dropMany")));
        texts.setError(
                new UploadI18N.Error()
                        .setTooManyFiles(words.of("upload.tooMany"))
                        .setFileIsTooBig(words.of("deliveries.tooLarge"))
                        .setIncorrectFileType(words.of("late.type")));
        texts.setUploading(
                new UploadI18N.Uploading()
                        .setStatus(
                                new UploadI18N.Uploading.Status()
                                        .setConnecting(words.of("upload.connecting"))
                                        .setStalled(words.of("upload.stalled"))
                                        .setProcessing(words.of("upload.processing"))
                                        .setHeld(words.of("upload.held")))
                        .setRemainingTime(
                                new UploadI18N.Uploading.RemainingTime()
                                        .setPrefix(words.of("upload.remaining"))
                                        .setUnknown(words.of("upload.unknown")))
                        .setError(
                                new UploadI18N.Uploading.Error()
                                        .setServerUnavailable(words.of("upload.failed"))
                                        .setUnexpectedServerError(words.of("upload.failed"))
                                        .setForbidden(words.of("error.denied.title"))));
        texts.setFile(
                new UploadI18N.File()
                        .setRetry(words.of("upload.retry"))
                        .setStart(words.of("upload.start"))
                        .setRemove(words.of("upload.remove")));
        texts.setUnits(List.of("B", "kB", "MB", "GB", "TB"), 1_000);
        return texts;
    }
}
