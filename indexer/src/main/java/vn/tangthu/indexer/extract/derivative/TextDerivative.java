package vn.tangthu.indexer.extract.derivative;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;

/**
 * The text of a content file as one object: a table of the pages, then each page on its own, so
 * that one page is read without unpacking the others.
 *
 * <p>Format 1: {@code TTX1}, the number of pages, for each page its source and its length, the
 * pages as {@link PageCodec} writes them, CRC-32C of all of it in four bytes.
 */
public final class TextDerivative {
    /** Complete: no page waits for OCR. */
    public static final String COMPLETE = "text-1";

    /** The layers are read, pages wait for OCR. */
    public static final String LAYERS_ONLY = "text-1-layer";

    private static final byte[] MAGIC = {'T', 'T', 'X', '1'};

    private final List<Source> sources;
    private final List<byte[]> pages;

    private TextDerivative(List<Source> sources, List<byte[]> pages) {
        this.sources = sources;
        this.pages = pages;
    }

    public static TextDerivative empty() {
        return new TextDerivative(new ArrayList<>(), new ArrayList<>());
    }

    public static TextDerivative of(ExtractedText text) {
        TextDerivative derivative = empty();
        for (ExtractedText.Page page : text.pages()) {
            derivative.add(page.source(), PageCodec.encode(page));
        }
        return derivative;
    }

    /** Appends a page. */
    public void add(Source source, byte[] coded) {
        sources.add(source);
        pages.add(coded);
    }

    /**
     * @param number from 1
     */
    public void replace(int number, Source source, byte[] coded) {
        sources.set(number - 1, source);
        pages.set(number - 1, coded);
    }

    public int pages() {
        return pages.size();
    }

    public Source source(int number) {
        return sources.get(number - 1);
    }

    public int count(Source source) {
        return (int) sources.stream().filter(s -> s == source).count();
    }

    /** Numbers of the pages from this source, ascending. */
    public List<Integer> numbers(Source source) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i) == source) {
                numbers.add(i + 1);
            }
        }
        return numbers;
    }

    /**
     * @param number from 1
     */
    public ExtractedText.Page page(int number) {
        return PageCodec.decode(number, source(number), pages.get(number - 1));
    }

    public ExtractedText text() {
        List<ExtractedText.Page> all = new ArrayList<>(pages.size());
        for (int number = 1; number <= pages.size(); number++) {
            all.add(page(number));
        }
        return new ExtractedText(all);
    }

    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        Varints.write(out, pages.size());
        for (int i = 0; i < pages.size(); i++) {
            out.write(sources.get(i).ordinal());
            Varints.write(out, pages.get(i).length);
        }
        pages.forEach(out::writeBytes);
        byte[] body = out.toByteArray();
        return ByteBuffer.allocate(body.length + 4).put(body).putInt(sum(body)).array();
    }

    /** Empty when these are not the whole and unchanged bytes of such a derivative. */
    public static Optional<TextDerivative> read(byte[] bytes) {
        if (bytes.length < MAGIC.length + 5) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, bytes.length - 4);
        int sum = ByteBuffer.wrap(bytes, bytes.length - 4, 4).getInt();
        for (byte expected : MAGIC) {
            if (in.get() != expected) {
                return Optional.empty();
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        if ((int) crc.getValue() != sum) {
            return Optional.empty();
        }
        try {
            return Optional.of(body(in));
        } catch (BufferUnderflowException | IllegalStateException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static TextDerivative body(ByteBuffer in) {
        TextDerivative derivative = empty();
        int count = Varints.checked(Varints.read(in), in);
        Source[] all = Source.values();
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            derivative.sources.add(all[in.get()]);
            lengths[i] = Varints.read(in);
        }
        for (int length : lengths) {
            byte[] page = new byte[Varints.checked(length, in)];
            in.get(page);
            derivative.pages.add(page);
        }
        return derivative;
    }

    private static int sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return (int) crc.getValue();
    }
}
