package vn.tangthu.repository.ingest.source;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.tangthu.repository.DeliveryTemplate;

/**
 * How the files of lists are called: as the template calls them, or "Danh mục hồ sơ.ods" and "Mục
 * lục văn bản.xls", which count where nothing has the template's name.
 */
final class ListNames {
    private static final List<String> FORMS = List.of("xlsx", "xls", "ods", "csv");

    static final ListNames RECORDS =
            new ListNames(DeliveryTemplate.RECORD_LIST, Set.of("danhmuchoso", "mucluchoso"));

    static final ListNames DOCUMENTS =
            new ListNames(
                    DeliveryTemplate.DOCUMENT_LIST,
                    Set.of("danhmuctailieu", "mucluctailieu", "danhmucvanban", "muclucvanban"));

    private final String own;
    private final Set<String> others;

    private ListNames(String own, Set<String> others) {
        this.own = own;
        this.others = others;
    }

    /** The template's name, without its ending. */
    String own() {
        return own;
    }

    boolean isOwn(String fileName) {
        return isForm(fileName) && stem(fileName).equalsIgnoreCase(own);
    }

    /** Whether it is called so, without regard to diacritics, case, spaces and dashes. */
    boolean isAlike(String fileName) {
        return isForm(fileName) && others.contains(plain(stem(fileName)));
    }

    /** Whether it is called so with something behind it: "Danh mục hồ sơ - đợt 3.csv". */
    boolean begins(String fileName) {
        return isForm(fileName) && others.stream().anyMatch(plain(stem(fileName))::startsWith);
    }

    private static boolean isForm(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 && FORMS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String stem(String fileName) {
        return fileName.substring(0, fileName.lastIndexOf('.'));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replace('đ', 'd')
                .replaceAll("[^a-z0-9]", "");
    }
}
