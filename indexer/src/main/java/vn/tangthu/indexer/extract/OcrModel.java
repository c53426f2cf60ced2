package vn.tangthu.indexer.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Tesseract reads with, written {@code languages} or {@code languages@directory}: {@code vie},
 * {@code vie+eng}, {@code vie@/opt/tessdata_best}.
 *
 * @param name as it is written in the settings, and noted with each page it read
 * @param languages as {@code -l} takes them
 * @param tessdata the directory of its files, or null for the command's own
 */
record OcrModel(String name, String languages, @Nullable String tessdata) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z][A-Za-z0-9_+]{0,60})(?:@(/[^,\\s]{1,200}))?");

    /** Reads what nobody asked to be read otherwise. */
    static final OcrModel USUAL = new OcrModel("vie", "vie", null);

    /**
     * @throws IllegalArgumentException when it is not written so
     */
    static OcrModel of(String name) {
        Matcher parts = FORM.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "Not a model for OCR (languages[@/directory]): " + name);
        }
        return new OcrModel(name, parts.group(1), parts.group(2));
    }

    /** The usual one and those of the setting, parted by commas. */
    static List<OcrModel> all(String setting) {
        List<OcrModel> all = new ArrayList<>(List.of(USUAL));
        Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(USUAL.name()))
                .map(OcrModel::of)
                .filter(model -> !all.contains(model))
                .forEach(all::add);
        return List.copyOf(all);
    }

    static Optional<OcrModel> find(List<OcrModel> all, String name) {
        return all.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /** Words of the command line. */
    List<String> arguments() {
        return tessdata == null
                ? List.of("-l", languages)
                : List.of("--tessdata-dir", tessdata, "-l", languages);
    }
}
