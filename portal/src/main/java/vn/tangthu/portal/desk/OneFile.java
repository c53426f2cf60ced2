package vn.tangthu.portal.desk;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.UploadTexts;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.LateChanges.NewFile;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/**
 * Uploaded files that wait in the home until they are taken, replaced by others, or left: one, or
 * several where that is said.
 */
final class OneFile extends Div {
    private static final long serialVersionUID = 1L;

    /** A single document; larger ones come with a delivery. */
    private static final long LARGEST = 2_000_000_000;

    private final Div told = new Div();
    private final int most;

    /** By the names they came with. */
    private transient @Nullable Map<String, Path> files;

    /** One file. */
    OneFile(
            TangThuHome home,
            CurrentReader current,
            Words words,
            String add,
            SerializableFunction<OneFile, Div> look,
            String... types) {
        this(home, current, words, add, 1, look, types);
    }

    /**
     * @param most files; of several a new one takes the place of one of the same name
     * @param look what is to be told of it once it is here
     */
    OneFile(
            TangThuHome home,
            CurrentReader current,
            Words words,
            String add,
            int most,
            SerializableFunction<OneFile, Div> look,
            String... types) {
        this.most = most;
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
        upload.setMaxFiles(most);
        upload.setI18n(UploadTexts.of(words, add));
        upload.addAllFinishedListener(
                e -> {
                    upload.clearFileList();
                    told.removeAll();
                    int many = files().size();
                    if (many == 1) {
                        told.add(new Paragraph(words.of("late.chosen", name())), look.apply(this));
                    } else if (many > 1) {
                        told.add(
                                new Paragraph(words.of("late.chosenMany", words.number(many))),
                                look.apply(this));
                    }
                    if (many > 0 && most > 1) {
                        told.add(clear(words));
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
        if (most == 1) {
            forget();
        }
        Map<String, Path> all = files == null ? new LinkedHashMap<>() : files;
        files = all;
        Path before = all.put(called, received);
        if (before != null) {
            Files.deleteIfExists(before);
        }
    }

    private Button clear(Words words) {
        Button clear =
                new Button(
                        words.of("late.clear"),
                        e -> {
                            forget();
                            told.removeAll();
                        });
        clear.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return clear;
    }

    /** Null until one was uploaded, and after a restart. */
    @Nullable Path file() {
        List<NewFile> all = files();
        return all.isEmpty() ? null : all.getFirst().path();
    }

    /** Of the one file; empty without one. */
    String name() {
        List<NewFile> all = files();
        return all.isEmpty() ? "" : all.getFirst().name();
    }

    /** Those that are here, in the order they came. */
    synchronized List<NewFile> files() {
        Map<String, Path> all = files;
        return all == null
                ? List.of()
                : all.entrySet().stream()
                        .filter(one -> Files.exists(one.getValue()))
                        .map(one -> new NewFile(one.getValue(), one.getKey()))
                        .toList();
    }

    /**
     * Copies into a directory, for who knows a file by how its name ends.
     *
     * @param named the name of each, from what it came with and its number
     */
    List<Path> copies(Path directory, BiFunction<String, Integer, String> named)
            throws IOException {
        List<Path> copies = new ArrayList<>();
        for (NewFile one : files()) {
            Path copy = directory.resolve(named.apply(one.name(), copies.size() + 1));
            Files.copy(one.path(), copy);
            copies.add(copy);
        }
        return copies;
    }

    synchronized void forget() {
        Map<String, Path> old = files;
        files = null;
        if (old == null) {
            return;
        }
        for (Path one : old.values()) {
            try {
                Files.deleteIfExists(one);
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
