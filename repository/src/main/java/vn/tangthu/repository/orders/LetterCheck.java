package vn.tangthu.repository.orders;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.storage.Digest;

/**
 * Whether a file can be the letter of an order: a PDF by its first bytes, not too large, nothing
 * found in it. Nothing in the server opens it: it is kept and given out as it came.
 */
@Component
class LetterCheck {
    /** A reader looks for it in the first 1,024 bytes (ISO 32000-1, annex H); we ask it at once. */
    private static final byte[] HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final VirusScanner scanner;

    LetterCheck(VirusScanner scanner) {
        this.scanner = scanner;
    }

    /** What the scanner said, in words for the register. */
    String check(Path letter, Digest sha512, List<Finding> findings) throws IOException {
        long size = Files.size(letter);
        if (size > AgencyOrders.LARGEST_LETTER) {
            findings.add(
                    Finding.blocks(
                            "ORDER_LETTER_TOO_LARGE",
                            "letter",
                            String.valueOf(AgencyOrders.LARGEST_LETTER / 1_000_000)));
        }
        try (InputStream in = Files.newInputStream(letter)) {
            if (!Arrays.equals(in.readNBytes(HEADER.length), HEADER)) {
                findings.add(Finding.blocks("ORDER_LETTER_NO_PDF", "letter"));
            }
        }
        if (!findings.isEmpty()) {
            return "";
        }
        try {
            VirusCheck said = scanner.scan(letter, sha512);
            if (said.infected()) {
                findings.add(Finding.blocks("ORDER_LETTER_INFECTED", "letter", said.detail()));
            } else if (said.outcome() == VirusCheck.Outcome.NOT_SCANNED && scanner.required()) {
                findings.add(Finding.blocks("ORDER_LETTER_NOT_SCANNED", "letter"));
            }
            return (said.outcome() + " " + said.detail() + " " + said.engine()).strip();
        } catch (VirusScanner.Unavailable e) {
            findings.add(Finding.blocks("ORDER_LETTER_NOT_SCANNED", "letter"));
            return "";
        }
    }
}
