package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DerivativeStore;
import vn.tangthu.storage.Digest;

/** Extractions by the digest of the content: two files of the same bytes share one. */
@Component
final class DerivativeExtractedTexts implements ExtractedTexts {
    private final DerivativeStore derivatives;

    DerivativeExtractedTexts(DerivativeStore derivatives) {
        this.derivatives = derivatives;
    }

    /** The complete extraction, or the one of the layers alone, or empty. */
    Optional<TextDerivative> newest(Digest sha512) throws IOException {
        Optional<TextDerivative> complete = read(sha512, TextDerivative.COMPLETE);
        return complete.isPresent() ? complete : read(sha512, TextDerivative.LAYERS_ONLY);
    }

    private Optional<TextDerivative> read(Digest sha512, String kind) throws IOException {
        return derivatives.get(sha512, kind).flatMap(TextDerivative::read);
    }

    /** Keeps the extraction under the name that says whether pages still wait. */
    void put(Digest sha512, TextDerivative text) throws IOException {
        if (text.count(ExtractedText.Source.WAITING) > 0) {
            derivatives.put(sha512, TextDerivative.LAYERS_ONLY, text.toBytes());
        } else {
            derivatives.put(sha512, TextDerivative.COMPLETE, text.toBytes());
            derivatives.delete(sha512, TextDerivative.LAYERS_ONLY);
        }
    }

    /**
     * Another complete extraction takes the place of one. At every moment one of the two is whole:
     * where this breaks off in the middle, the new one is read under the other name.
     */
    void replace(Digest sha512, TextDerivative text) throws IOException {
        derivatives.put(sha512, TextDerivative.LAYERS_ONLY, text.toBytes());
        put(sha512, text);
    }

    /** Removes all there is of it. */
    void delete(Digest sha512) throws IOException {
        derivatives.delete(sha512, TextDerivative.LAYERS_ONLY);
        derivatives.delete(sha512, TextDerivative.COMPLETE);
    }

    /** Pages of an extraction that was complete wait once more. */
    void putBack(Digest sha512, TextDerivative text) throws IOException {
        derivatives.put(sha512, TextDerivative.LAYERS_ONLY, text.toBytes());
        derivatives.delete(sha512, TextDerivative.COMPLETE); // last: it is what is read first
    }

    @Override
    public Optional<ExtractedText> of(ContentFile file) throws IOException {
        List<ExtractedText.Page> pages = new ArrayList<>();
        return forEachPage(file, pages::add)
                ? Optional.of(new ExtractedText(pages))
                : Optional.empty();
    }

    @Override
    public Optional<ExtractedText.Page> page(ContentFile file, int number) throws IOException {
        return newest(file.sha512())
                .filter(text -> number >= 1 && number <= pages(file, text))
                .map(text -> page(file, text, number));
    }

    @Override
    public boolean forEachPage(ContentFile file, Consumer<ExtractedText.Page> page)
            throws IOException {
        Optional<TextDerivative> text = newest(file.sha512());
        text.ifPresent(
                found -> {
                    for (int number = 1; number <= pages(file, found); number++) {
                        page.accept(page(file, found, number));
                    }
                });
        return text.isPresent();
    }

    /** Pages of the extraction that are the file's: of a part, only its own. */
    static int pages(ContentFile file, TextDerivative text) {
        return file.part() == null
                ? text.pages()
                : Math.clamp(text.pages() - file.pageOfWhole(0), 0, file.pages());
    }

    /** The extraction is of the whole file; pages of a part are counted from its first. */
    static ExtractedText.Page page(ContentFile file, TextDerivative text, int number) {
        ExtractedText.Page page = text.page(file.pageOfWhole(number));
        return page.number() == number
                ? page
                : new ExtractedText.Page(
                        number,
                        page.source(),
                        page.text(),
                        page.words(),
                        page.failure(),
                        page.convertedFrom(),
                        page.reading());
    }
}
