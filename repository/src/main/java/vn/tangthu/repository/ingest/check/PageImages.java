package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;

/** The pages of a document that was delivered as one image each, in their order. */
record PageImages(List<Found> ordered, List<Integer> missing) {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d{1,9})\\D*$");

    /** Numbers are padded so far in a key; those of scans are never longer. */
    private static final int PADDED = 18;

    /** Of missing numbers in one finding. */
    private static final int SHOWN = 20;

    /**
     * Empty unless these are images of one kind whose names differ in their numbers: the same page
     * as TIFF and as JPEG is not two pages, nor is it when it lies in two folders, scanned again.
     */
    static Optional<PageImages> of(List<Found> files) {
        if (files.size() < 2 || !alike(files)) {
            return Optional.empty();
        }
        List<Found> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing(PageImages::key));
        for (int i = 1; i < ordered.size(); i++) {
            if (key(ordered.get(i)).equals(key(ordered.get(i - 1)))) {
                return Optional.empty();
            }
        }
        return Optional.of(new PageImages(List.copyOf(ordered), missing(ordered)));
    }

    static boolean isImage(Found file) {
        return FileTypes.byEnding(FileTypes.ending(file.fileName()))
                .filter(type -> type.mimeType().startsWith("image/"))
                .isPresent();
    }

    private static boolean alike(List<Found> files) {
        return files.stream().allMatch(PageImages::isImage)
                && files.stream()
                                .map(file -> FileTypes.byEnding(FileTypes.ending(file.fileName())))
                                .distinct()
                                .count()
                        == 1;
    }

    private static String stem(Found file) {
        String name = Folded.of(file.fileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Natural order: {@code _2} before {@code _10}; a name without a suffix before all. */
    private static String key(Found file) {
        return DIGITS.matcher(stem(file))
                .replaceAll(
                        number ->
                                number.group().length() >= PADDED
                                        ? number.group()
                                        : "0".repeat(PADDED - number.group().length())
                                                + number.group());
    }

    /** Between the lowest and the highest number; nothing where not every name ends in one. */
    private static List<Integer> missing(List<Found> ordered) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (Found file : ordered) {
            Matcher number = LAST_NUMBER.matcher(stem(file));
            if (!number.find() || !numbers.add(Integer.parseInt(number.group(1)))) {
                return List.of();
            }
        }
        List<Integer> missing = new ArrayList<>();
        for (int number = numbers.first();
                number < numbers.last() && missing.size() < SHOWN;
                number++) {
            if (!numbers.contains(number)) {
                missing.add(number);
            }
        }
        return missing;
    }

    String missingNumbers() {
        return String.join(
                ", ",
                missing.stream().map(number -> String.format(Locale.ROOT, "%d", number)).toList());
    }
}
