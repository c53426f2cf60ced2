package vn.tangthu.portal.desk;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.function.SerializableFunction;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/** One uploaded file that waits in the home until it is taken, replaced by another, or left. */
final class OneFile extends Div {
    private static final long serialVersionUID = 1L;

    /** A single document; larger ones come with a delivery. */
    private static final long LARGEST = 2_000_000_000;

    private final Div told = new Div();
    private transient @Nullable Path file;
    private String name = "";

    /**
     * @param look what is to be told of it once it is here
     */
    OneFile(
            TangThuHome home,
            CurrentReader current,
            Words words,
            String add,
            SerializableFunction<OneFile, Div> look,
            String... types) {
        Upload upload =
                new Upload(
                        new UploadHandler() {
                            private static final long serialVersionUID = 1L;

                            @Override
                            public void handleUploadRequest(UploadEvent event) throws IOException {
                                current.require(Role.ARCHIVIST);
                                if (event.getFileSize() > LARGEST) {
                                    event.reject(words.of("deliveries.tooLarge"));
                                    return;
                                }
                                try (InputStream in = event.getInputStream()) {
                                    receive(home, event.getFileName(), in);
                                }
                            }

                            @Override
                            public long getRequestSizeMax() {
                                return LARGEST;
                            }

                            @Override
                            public long getFileSizeMax() {
                                return LARGEST;
                            }
                        });
        upload.setAcceptedFileTypes(types);
        upload.setMaxFiles(1);
        upload.setI18n(UploadTexts.of(words, add));
        upload.addAllFinishedListener(
                e -> {
                    upload.clearFileList();
                    told.removeAll();
                    if (file != null) {
                        told.add(new Paragraph(words.of("late.chosen", name)), look.apply(this));
                    }
                });
        told.getElement().setAttribute("aria-live", "polite");
        add(upload, told);
    }

    private synchronized void receive(TangThuHome home, String called, InputStream in)
            throws IOException {
        Path received = home.tmp().resolve("mot-tep-" + UUID.randomUUID());
        try {
            Files.copy(in, received);
        } catch (IOException e) {
            Files.deleteIfExists(received);
            throw e;
        }
        forget();
        file = received;
        name = called;
    }

    /** Null until one was uploaded, and after a restart. */
    synchronized @Nullable Path file() {
        Path here = file;
        return here != null && Files.exists(here) ? here : null;
    }

    synchronized String name() {
        return name;
    }

    synchronized void forget() {
        Path old = file;
        file = null;
        try {
            if (old != null) {
                Files.deleteIfExists(old);
            }
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
