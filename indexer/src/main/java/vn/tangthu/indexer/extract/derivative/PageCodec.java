package vn.tangthu.indexer.extract.derivative;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Word;

/**
 * One page as bytes: its text once, the boxes as differences in columns, deflated with a dictionary
 * of common words. About 1.5 KB for a typed page. The words repeat the text, so they are only kept
 * where they are not simply its pieces.
 *
 * <p>Part of the format of {@link TextDerivative}; a change of anything here, the dictionary
 * included, needs a new version of the kind.
 */
public final class PageCodec {
    /** The most that a page unpacks to, bytes. */
    private static final int MAX_UNPACKED = 16 << 20;

    private static final int WORDS_ARE_PIECES = 0;
    private static final int WORDS_ARE_LISTED = 1;

    private static final byte[] DICTIONARY =
            """
            0123456789/-.,;:() ngày tháng năm 19 20 số Số: /QĐ-UBND /KH-UBND /BC-UBND /TB-UBND \
            /TTr-SNV V/v Về việc quyết định của Uỷ ban nhân dân tỉnh Ủy ban nhân dân huyện \
            Hội đồng nhân dân thành phố thị xã phường thị trấn CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \
            Độc lập - Tự do - Hạnh phúc QUYẾT ĐỊNH BÁO CÁO KẾ HOẠCH THÔNG BÁO TỜ TRÌNH CÔNG VĂN \
            Căn cứ Luật Tổ chức chính quyền địa phương Nghị định Chính phủ Thông tư hướng dẫn thi \
            hành Xét đề nghị của Giám đốc Sở Trưởng phòng Chủ tịch Phó Chủ tịch Chánh Văn phòng \
            Điều 1. Điều 2. Điều 3. Khoản có hiệu lực kể từ ngày ký chịu trách nhiệm các cơ quan \
            đơn vị liên quan và các cá nhân có liên quan Nơi nhận: Như trên; Lưu: VT, TM. KT. \
            được thực hiện theo quy định hiện hành trong thời gian qua công tác xây dựng kinh tế \
            xã hội giáo dục y tế nông nghiệp đất đai tài chính ngân sách đồng bào cán bộ nhân viên \
            không những trên cơ sở với cho tại này đó để là một những người việc làm đến từ như\
            """
                    .getBytes(StandardCharsets.UTF_8);

    private PageCodec() {}

    /** The lines of the words parted by newlines, the words by single spaces. */
    public static String textOf(List<Word> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                text.append(words.get(i).line() == words.get(i - 1).line() ? ' ' : '\n');
            }
            text.append(words.get(i).text());
        }
        return text.toString();
    }

    /** The number of the page is not kept: its place in the file tells it. */
    public static byte[] encode(ExtractedText.Page page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);
        Varints.writeText(out, page.failure() == null ? "" : page.failure());
        Varints.writeText(out, page.text());
        List<Word> words = page.words();
        Varints.write(out, words.size());
        if (arePieces(words, page.text())) {
            out.write(WORDS_ARE_PIECES);
        } else {
            out.write(WORDS_ARE_LISTED);
            for (Word word : words) {
                Varints.writeText(out, word.text());
                Varints.writeSigned(out, word.line());
            }
        }
        int edge = 0;
        int line = -1;
        for (Word word : words) {
            Varints.writeSigned(out, word.x() - (word.line() == line ? edge : 0));
            edge = word.x() + word.width();
            line = word.line();
        }
        column(out, words, Word::y);
        column(out, words, Word::width);
        column(out, words, Word::height);
        ExtractedText.Reading reading = page.reading();
        if (page.convertedFrom() != null || reading != null) {
            Varints.writeText(out, page.convertedFrom() == null ? "" : page.convertedFrom());
        }
        if (reading != null) {
            Varints.writeText(out, reading.model());
            Varints.write(out, reading.confidence());
            if (reading.turned() != 0) {
                Varints.write(out, reading.turned());
            }
        }
        return deflate(out.toByteArray());
    }

    private static void column(
            ByteArrayOutputStream out, List<Word> words, ToIntFunction<Word> part) {
        int before = 0;
        for (Word word : words) {
            int value = part.applyAsInt(word);
            Varints.writeSigned(out, value - before);
            before = value;
        }
    }

    /**
     * @throws IllegalStateException when these are not the bytes of a page
     */
    public static ExtractedText.Page decode(int number, ExtractedText.Source source, byte[] coded) {
        try {
            ByteBuffer in = ByteBuffer.wrap(inflate(coded));
            String failure = Varints.readText(in);
            String text = Varints.readText(in);
            int count = Varints.checked(Varints.read(in), in);
            List<String> texts = new ArrayList<>(count);
            int[] lines = new int[count];
            if (in.get() == WORDS_ARE_PIECES) {
                pieces(text, count, texts, lines);
            } else {
                for (int i = 0; i < count; i++) {
                    texts.add(Varints.readText(in));
                    lines[i] = Varints.readSigned(in);
                }
            }
            int[] x = columnOf(in, count, false);
            int[] y = columnOf(in, count, true);
            int[] width = columnOf(in, count, true);
            int[] height = columnOf(in, count, true);
            List<Word> words = new ArrayList<>(count);
            int edge = 0;
            for (int i = 0; i < count; i++) {
                boolean sameLine = i > 0 && lines[i] == lines[i - 1];
                int left = x[i] + (sameLine ? edge : 0);
                words.add(new Word(texts.get(i), lines[i], left, y[i], width[i], height[i]));
                edge = left + width[i];
            }
            // absent before conversions were noted, and where there was none
            String convertedFrom = in.hasRemaining() ? Varints.readText(in) : "";
            // absent before it was noted, and where OCR had no part
            ExtractedText.Reading reading =
                    in.hasRemaining()
                            ? new ExtractedText.Reading(
                                    Varints.readText(in),
                                    Varints.read(in),
                                    // absent before it was looked for, and on straight pages
                                    in.hasRemaining() ? Varints.read(in) % 3_600 : 0)
                            : null;
            return new ExtractedText.Page(
                    number,
                    source,
                    text,
                    words,
                    failure.isEmpty() ? null : failure,
                    convertedFrom.isEmpty() ? null : convertedFrom,
                    reading);
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("The bytes of a page end too early", e);
        }
    }

    private static int[] columnOf(ByteBuffer in, int count, boolean summed) {
        int[] column = new int[count];
        int before = 0;
        for (int i = 0; i < count; i++) {
            column[i] = Varints.readSigned(in) + (summed ? before : 0);
            before = column[i];
        }
        return column;
    }

    /** Whether the words are the pieces of the text, in order, with the right lines. */
    private static boolean arePieces(List<Word> words, String text) {
        for (Word word : words) {
            if (word.text().isEmpty()
                    || word.text().indexOf(' ') >= 0
                    || word.text().indexOf('\n') >= 0) {
                return false;
            }
        }
        int line = 0;
        int at = 0;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (i > 0) {
                if (at >= text.length()) {
                    return false;
                }
                char gap = text.charAt(at);
                if (gap == '\n') {
                    line++;
                } else if (gap != ' ') {
                    return false;
                }
                at++;
            }
            if (word.line() != line || !text.startsWith(word.text(), at)) {
                return false;
            }
            at += word.text().length();
        }
        return at == text.length();
    }

    private static void pieces(String text, int count, List<String> texts, int[] lines) {
        int at = 0;
        int line = 0;
        for (int i = 0; i < count; i++) {
            int end = at;
            while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
                end++;
            }
            texts.add(text.substring(at, end));
            lines[i] = line;
            if (end < text.length() && text.charAt(end) == '\n') {
                line++;
            }
            at = Math.min(text.length(), end + 1);
        }
    }

    private static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(2_048);
            byte[] buffer = new byte[4_096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflate(byte[] coded) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setDictionary(DICTIONARY);
            // one byte more than there is: raw deflate asks for it at the end
            inflater.setInput(Arrays.copyOf(coded, coded.length + 1));
            ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
            byte[] buffer = new byte[8_192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new IllegalStateException("The bytes of a page end too early");
                }
                out.write(buffer, 0, count);
                if (out.size() > MAX_UNPACKED) {
                    throw new IllegalStateException("A page unpacks to too much");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalStateException("These are not the bytes of a page", e);
        }
    }
}
