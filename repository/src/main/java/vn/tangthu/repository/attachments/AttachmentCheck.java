package vn.tangthu.repository.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RequestAttachments.Type;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.storage.Digest;

/** What one file is, by its first bytes, and what the virus scanner says of it. */
@Component
class AttachmentCheck {
    private static final int HEAD = 12;
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] TIFF_LITTLE = {'I', 'I', 42, 0};
    private static final byte[] TIFF_BIG = {'M', 'M', 0, 42};

    /**
     * Brands of the pictures that phones make in a container of films (ISO/IEC 23008-12, annex B;
     * AVIF): who sends one can have it as JPEG, and is told so.
     */
    private static final Set<String> PHONE_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");

    private final VirusScanner scanner;

    AttachmentCheck(VirusScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * @param name as it is told in findings
     * @return null where there is a finding
     */
    static @Nullable Type type(String name, Path file, List<Finding> findings) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            findings.add(Finding.blocks("ATTACHMENT_EMPTY", name, name));
            return null;
        }
        if (begins(head, PDF)) {
            return Type.PDF;
        }
        if (begins(head, JPEG)) {
            return Type.JPEG;
        }
        if (begins(head, PNG)) {
            return Type.PNG;
        }
        if (begins(head, TIFF_LITTLE) || begins(head, TIFF_BIG)) {
            return Type.TIFF;
        }
        findings.add(
                isOfAPhone(head)
                        ? Finding.blocks("ATTACHMENT_HEIC", name, name)
                        : Finding.blocks("ATTACHMENT_TYPE", name, name));
        return null;
    }

    private static boolean begins(byte[] head, byte[] with) {
        return head.length >= with.length
                && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }

    private static boolean isOfAPhone(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return head.length == HEAD
                && text.startsWith("ftyp", 4)
                && PHONE_BRANDS.contains(text.substring(8));
    }

    /**
     * @return what was said where it can be kept; null where there is a finding
     */
    @Nullable VirusCheck scan(String name, Path file, Digest sha512, List<Finding> findings)
            throws IOException {
        try {
            VirusCheck said = scanner.look(file, sha512);
            if (said.infected()) {
                findings.add(Finding.blocks("ATTACHMENT_INFECTED", name, name, said.detail()));
                return null;
            }
            if (said.outcome() == VirusCheck.Outcome.NOT_SCANNED && scanner.required()) {
                findings.add(Finding.blocks("ATTACHMENT_NOT_SCANNED", name, name));
                return null;
            }
            return said;
        } catch (VirusScanner.Unavailable e) {
            findings.add(Finding.blocks("ATTACHMENT_NOT_SCANNED", name, name));
            return null;
        }
    }
}
