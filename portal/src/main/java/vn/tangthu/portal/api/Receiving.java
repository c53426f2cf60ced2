package vn.tangthu.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.DeliveryArchives;
import vn.tangthu.storage.TangThuHome;

/**
 * Streams a request's body into a folder of its own in staging. When it returns, the bytes are on
 * the disk and match what was declared; when it does not, nothing stays. What a kill leaves is
 * erased at the next start, because no delivery needs it.
 */
@Component
class Receiving {
    private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);

    /** As large as anything one would send over a line. */
    static final long LARGEST = 100L * 1_000 * 1_000 * 1_000;

    /** Room that must stay free for everything else on the disk. */
    private static final long RESERVE = 1_000_000_000L;

    /** Each holds a thread of the web server, which has 40 for everybody. */
    private static final int MOST_AT_ONCE = 4;

    private static final int BUFFER = 1 << 16;
    private static final long LOOK_EVERY = 64L << 20;

    private final TangThuHome home;
    private final Semaphore lanes = new Semaphore(MOST_AT_ONCE);

    Receiving(TangThuHome home) {
        this.home = home;
    }

    /**
     * @throws ApiProblem.Found when it is not taken
     */
    Path receive(HttpServletRequest request) throws IOException {
        ContentDigest digest =
                new ContentDigest(
                        request.getHeader("Content-Digest"), request.getHeader("Repr-Digest"));
        long declared = request.getContentLengthLong();
        if (declared > LARGEST) {
            throw new ApiProblem.Found(ApiProblem.TOO_LARGE);
        }
        requireSpace(Math.max(0, declared));
        if (!lanes.tryAcquire()) {
            throw new ApiProblem.Found(ApiProblem.BUSY);
        }
        Path folder = home.staging().resolve("api-" + UUID.randomUUID());
        try {
            Files.createDirectory(folder);
            Path file = folder.resolve("delivery.zip");
            long size = copy(request.getInputStream(), file, digest);
            if (declared >= 0 && size != declared) {
                throw new ApiProblem.Found(ApiProblem.INCOMPLETE);
            }
            if (!digest.matches()) {
                throw new ApiProblem.Found(ApiProblem.BAD_DIGEST);
            }
            return named(file);
        } catch (EOFException e) {
            erase(folder);
            throw new ApiProblem.Found(ApiProblem.INCOMPLETE);
        } catch (IOException | RuntimeException | Error e) {
            erase(folder);
            throw e;
        } finally {
            lanes.release();
        }
    }

    /** By its first bytes, since the ending is what it is read as. */
    private static Path named(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(512);
        }
        String ending = DeliveryArchives.endingOf(head);
        return ending.equals(".zip")
                ? file
                : Files.move(
                        file,
                        file.resolveSibling("delivery" + ending),
                        StandardCopyOption.ATOMIC_MOVE);
    }

    private long copy(InputStream in, Path file, ContentDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        long looked = 0;
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > LARGEST) {
                    throw new ApiProblem.Found(ApiProblem.TOO_LARGE);
                }
                if (size - looked > LOOK_EVERY) {
                    looked = size;
                    requireSpace(0);
                }
                digest.update(buffer, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    int unused = out.write(bytes);
                }
            }
            out.force(true);
        }
        return size;
    }

    private void requireSpace(long more) throws IOException {
        if (Files.getFileStore(home.staging()).getUsableSpace() < more + RESERVE) {
            throw new ApiProblem.Found(ApiProblem.NO_SPACE);
        }
    }

    static void erase(Path folder) {
        try {
            for (String ending : DeliveryArchives.ENDINGS) {
                Files.deleteIfExists(folder.resolve("delivery" + ending));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("Not erased from staging, tried again at the next start: {}", folder, e);
        }
    }
}
