package vn.tangthu.portal.outgoing;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.UploadTexts;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RequestAttachments.Limits;
import vn.tangthu.repository.RequestAttachments.Sent;
import vn.tangthu.storage.TangThuHome;

/**
 * Papers that somebody who is logged in hands in: they wait in the home until they are sent or
 * left. Never more of one is written than tells that it is too large.
 */
final class PapersUpload extends Div {
    private static final long serialVersionUID = 1L;

    private final transient List<Sent> waiting = new ArrayList<>();
    private final Upload upload;

    /**
     * @param arrived once the files that were chosen are here
     */
    PapersUpload(
            TangThuHome home,
            CurrentReader current,
            Words words,
            Limits limits,
            SerializableRunnable arrived) {
        upload =
                new Upload(
                        new UploadHandler() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public void handleUploadRequest(UploadEvent event) throws IOException {
                                if (current.reader().equals(Reader.ANONYMOUS)) {
                                    event.reject(words.of("error.denied.title"));
                                    return;
                                }
                                try (InputStream in = event.getInputStream()) {
                                    if (!receive(home, event.getFileName(), in, limits)) {
                                        event.reject(words.of("upload.tooMany"));
                                    }
                                }
                            }

                            @Override
                            public long getRequestSizeMax() {
                                return limits.mostBytes() + 10_000;
                            }

                            @Override
                            public long getFileSizeMax() {
                                return limits.mostBytes();
                            }
                        });
        upload.setAcceptedFileTypes(
                "application/pdf", "image/jpeg", "image/png", "image/tiff", ".tif", ".tiff");
        upload.setMaxFiles(limits.mostFiles());
        upload.setI18n(UploadTexts.of(words, "attachments.add"));
        upload.addAllFinishedListener(e -> arrived.run());
        upload.addFileRemovedListener(
                e -> {
                    forget(e.getFileName());
                    arrived.run();
                });
        add(upload);
    }

    private boolean receive(TangThuHome home, String name, InputStream in, Limits limits)
            throws IOException {
        Path file = home.tmp().resolve("giay-to-" + UUID.randomUUID());
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long left = limits.largest() + 1;
            for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
                int kept = (int) Math.min(left, read);
                out.write(buffer, 0, kept);
                left -= kept;
            }
            whole = keep(new Sent(name, file), limits);
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return whole;
    }

    private synchronized boolean keep(Sent one, Limits limits) {
        return waiting.size() < limits.mostFiles() && waiting.add(one);
    }

    synchronized List<Sent> files() {
        return waiting.stream().filter(one -> Files.exists(one.file())).toList();
    }

    private synchronized void forget(String name) {
        waiting.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .ifPresent(
                        one -> {
                            delete(one);
                            waiting.remove(one);
                        });
    }

    synchronized void forget() {
        waiting.forEach(PapersUpload::delete);
        waiting.clear();
        upload.clearFileList();
    }

    private static void delete(Sent one) {
        try {
            Files.deleteIfExists(one.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        forget();
        super.onDetach(event);
    }
}
