package vn.tangthu.repository.ingest.lists;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of a text, by evidence: its byte order mark; the zero bytes that UTF-16 has in every
 * second place; whether it is valid UTF-8 to its end; and whether, read as windows-1258, its words
 * are Vietnamese syllables. Without evidence there is none: TCVN3 and VNI would become wrong
 * letters.
 *
 * @param mark bytes of the byte order mark
 * @param guessed whether nothing in the file says so
 */
record CsvEncoding(Charset charset, int mark, boolean guessed) {
    private static final int SNIFFED_BYTES = 65_536;
    private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

    /** So few words with diacritics prove nothing. */
    private static final int ENOUGH_WORDS = 4;

    /** Names of persons and places that are not Vietnamese. */
    private static final int SYLLABLES_PERCENT = 90;

    /**
     * @throws CharacterCodingException when there is no evidence for any
     */
    static CsvEncoding of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(SNIFFED_BYTES);
        }
        if (starts(head, 0xEF, 0xBB, 0xBF)) {
            return new CsvEncoding(StandardCharsets.UTF_8, 3, false);
        }
        if (starts(head, 0xFF, 0xFE)) {
            return new CsvEncoding(StandardCharsets.UTF_16LE, 2, false);
        }
        if (starts(head, 0xFE, 0xFF)) {
            return new CsvEncoding(StandardCharsets.UTF_16BE, 2, false);
        }
        int evenZeros = zeros(head, 0);
        int oddZeros = zeros(head, 1);
        if (evenZeros + oddZeros > head.length / 10) {
            // The high byte of a Latin letter is zero; those of Vietnamese letters are 01 and 1E.
            return new CsvEncoding(
                    oddZeros > evenZeros ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE,
                    0,
                    true);
        }
        CsvEncoding utf8 = new CsvEncoding(StandardCharsets.UTF_8, 0, false);
        if (utf8.fits(file)) {
            return utf8;
        }
        CsvEncoding windows = new CsvEncoding(WINDOWS_1258, 0, true);
        if (isVietnamese(new String(head, WINDOWS_1258)) && windows.fits(file)) {
            return windows;
        }
        throw new CharacterCodingException();
    }

    Reader open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), SNIFFED_BYTES);
        try {
            bytes.skipNBytes(mark);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private boolean fits(Path file) throws IOException {
        try (Reader all = open(file)) {
            all.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean starts(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            if (head[i] == 0) {
                zeros++;
            }
        }
        return zeros;
    }

    /** By the words that have letters beyond ASCII; the others are alike in every encoding. */
    static boolean isVietnamese(String text) {
        Matcher word = WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
        int words = 0;
        int syllables = 0;
        while (word.find()) {
            if (word.group().chars().anyMatch(c -> c >= 0x80)) {
                words++;
                if (VietnameseSyllable.is(word.group())) {
                    syllables++;
                }
            }
        }
        return words >= ENOUGH_WORDS && syllables * 100 >= words * SYLLABLES_PERCENT;
    }
}
