package vn.tangthu.portal.publicpages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.RequestAttachments.Limits;
import vn.tangthu.repository.RequestAttachments.Sent;

/**
 * A form with files ({@code multipart/form-data}, RFC 7578), read as it comes in by Tomcat's own
 * reader. Its fields stand before its files: no byte of a file is written before somebody has
 * looked at them, and never more than is allowed. What was written goes when this is closed.
 */
final class SentPapers implements AutoCloseable {
    private static final int MOST_FIELDS = 20;
    private static final int LONGEST_FIELD = 20_000;
    private static final int LONGEST_HEADERS = 2_048;

    /** For fields and what stands between the parts. */
    private static final long AROUND = 1 << 20;

    enum Trouble {
        NONE,
        /** Those who look at the fields do not let the files in. */
        NOT_LET_IN,
        TOO_MANY,
        TOO_MUCH,
        /** Cut off, too slow, or no such form. */
        BROKEN
    }

    private final Map<String, String> fields = new HashMap<>();
    private final List<Sent> files = new ArrayList<>();
    private final Path folder;
    private final Limits limits;
    private Trouble trouble = Trouble.NONE;

    private SentPapers(Path folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * @param folder where files wait
     * @param letIn asked once, with the fields, before the first file or at the end
     */
    static SentPapers read(
            @Nullable String contentType,
            InputStream in,
            Path folder,
            Limits limits,
            Predicate<Map<String, String>> letIn)
            throws IOException {
        SentPapers papers = new SentPapers(folder, limits);
        boolean done = false;
        try {
            papers.trouble = papers.take(new Sending(contentType, in), letIn);
            done = true;
        } catch (FileUploadException | FileUploadTrouble e) {
            papers.trouble = troubleOf(e);
            done = true;
        } finally {
            if (!done) {
                papers.close();
            }
        }
        return papers;
    }

    /** What the sender did; what the disk did is another thing. */
    private static final class FileUploadTrouble extends IOException {
        private static final long serialVersionUID = 1L;

        FileUploadTrouble(Throwable cause) {
            super(cause);
        }
    }

    private static Trouble troubleOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SizeException) {
                return Trouble.TOO_MUCH;
            }
        }
        return Trouble.BROKEN;
    }

    private Trouble take(Sending sending, Predicate<Map<String, String>> letIn)
            throws IOException, FileUploadException {
        FileUpload upload = new FileUpload();
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
        upload.setPartHeaderSizeMax(LONGEST_HEADERS);
        upload.setSizeMax(limits.mostBytes() + AROUND);
        FileItemIterator parts = upload.getItemIterator(sending);
        boolean asked = false;
        while (hasNext(parts)) {
            FileItemStream part = parts.next();
            if (part.isFormField()) {
                if (asked || fields.size() == MOST_FIELDS || !field(part)) {
                    return Trouble.BROKEN;
                }
                continue;
            }
            if (!asked && !letIn.test(Map.copyOf(fields))) {
                return Trouble.NOT_LET_IN;
            }
            asked = true;
            String name = name(part);
            if (name.isBlank()) {
                continue; // nothing was chosen
            }
            if (files.size() == limits.mostFiles()) {
                return Trouble.TOO_MANY;
            }
            file(part, name);
        }
        return asked || letIn.test(Map.copyOf(fields)) ? Trouble.NONE : Trouble.NOT_LET_IN;
    }

    private static boolean hasNext(FileItemIterator parts) throws IOException, FileUploadException {
        try {
            return parts.hasNext();
        } catch (IOException e) {
            throw new FileUploadTrouble(e);
        }
    }

    private static String name(FileItemStream part) {
        try {
            String name = part.getName();
            return name == null ? "" : name;
        } catch (InvalidFileNameException e) {
            return e.getName();
        }
    }

    private boolean field(FileItemStream part) throws IOException {
        try (InputStream in = part.openStream()) {
            byte[] value = in.readNBytes(LONGEST_FIELD + 1);
            String name = part.getFieldName();
            if (value.length > LONGEST_FIELD || name == null) {
                return false;
            }
            fields.putIfAbsent(name, new String(value, StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            throw new FileUploadTrouble(e);
        }
    }

    /** Of one that is too large enough is written to know it. */
    private void file(FileItemStream part, String name) throws IOException {
        Path file = folder.resolve("giay-to-" + UUID.randomUUID());
        files.add(new Sent(name, file));
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long left = limits.largest() + 1;
            InputStream in = open(part);
            for (int read = read(in, buffer); read >= 0; read = read(in, buffer)) {
                int kept = (int) Math.min(left, read);
                out.write(buffer, 0, kept);
                left -= kept;
            }
        }
    }

    private static InputStream open(FileItemStream part) throws FileUploadTrouble {
        try {
            return part.openStream();
        } catch (IOException e) {
            throw new FileUploadTrouble(e);
        }
    }

    private static int read(InputStream in, byte[] buffer) throws FileUploadTrouble {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new FileUploadTrouble(e);
        }
    }

    /**
     * Without the length that the sender says: one that is too much would be refused before its
     * fields are read, and nobody could be told why.
     */
    private record Sending(@Nullable String type, InputStream in) implements UploadContext {
        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public @Nullable String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public @Nullable String getContentType() {
            return type;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }
    }

    Trouble trouble() {
        return trouble;
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    List<Sent> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        for (Sent file : files) {
            Files.deleteIfExists(file.file());
        }
    }
}
