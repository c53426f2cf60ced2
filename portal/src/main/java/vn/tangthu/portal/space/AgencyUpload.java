package vn.tangthu.portal.space;

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
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.UploadTexts;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/**
 * One small file that somebody of an agency hands in: it waits in the home until it is taken,
 * replaced, or left. Never more than the limit is written, whatever its length was said to be.
 */
final class AgencyUpload extends Div {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Path file;
    private String name = "";

    /**
     * @param add key of the words on the button
     * @param largest in bytes
     * @param arrived once it is here
     * @param types how names may end, {@code .pdf}
     */
    AgencyUpload(
            TangThuHome home,
            CurrentReader current,
            Words words,
            String add,
            long largest,
            SerializableRunnable arrived,
            String... types) {
        Upload upload =
                new Upload(
                        new UploadHandler() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public void handleUploadRequest(UploadEvent event) throws IOException {
                                current.require(Role.AGENCY);
                                String called = event.getFileName();
                                String ending = ending(called, types);
                                if (ending == null) {
                                    event.reject(words.of("late.type"));
                                    return;
                                }
                                try (InputStream in = event.getInputStream()) {
                                    if (!receive(home, called, ending, in, largest)) {
                                        event.reject(words.of("deliveries.tooLarge"));
                                    }
                                }
                            }

                            @Override
                            public long getRequestSizeMax() {
                                return largest + 10_000;
                            }

                            @Override
                            public long getFileSizeMax() {
                                return largest;
                            }
                        });
        upload.setAcceptedFileTypes(types);
        upload.setMaxFiles(1);
        upload.setI18n(UploadTexts.of(words, add));
        upload.addAllFinishedListener(
                e -> {
                    upload.clearFileList();
                    if (file() != null) {
                        arrived.run();
                    }
                });
        add(upload);
    }

    private static @Nullable String ending(String name, String... types) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(types).filter(lower::endsWith).findFirst().orElse(null);
    }

    private synchronized boolean receive(
            TangThuHome home, String called, String ending, InputStream in, long largest)
            throws IOException {
        Path received = home.tmp().resolve("co-quan-" + UUID.randomUUID() + ending);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(received)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            int read = in.read(buffer);
            for (; read >= 0 && size + read <= largest; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                size += read;
            }
            whole = read < 0;
        } finally {
            if (!whole) {
                Files.deleteIfExists(received);
            }
        }
        if (whole) {
            forget();
            file = received;
            name = called;
        }
        return whole;
    }

    /** Null until one was uploaded, after it was forgotten, and after a restart. */
    synchronized @Nullable Path file() {
        Path here = file;
        return here != null && Files.exists(here) ? here : null;
    }

    /** As the browser called it. */
    String name() {
        return name;
    }

    synchronized void forget() {
        Path old = file;
        file = null;
        if (old != null) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        forget();
        super.onDetach(event);
    }
}
