package vn.tangthu.portal.inside;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.RecordView;

/**
 * Which names stand in what a hit shows its reader: word by word with the diacritics of the name
 * and a capital where the register has one, so that {@code hòa bình} is not the commune Hòa Bình.
 */
final class WrittenNames {
    /** Documents of a record whose descriptions are looked at. */
    private static final int MOST_DOCUMENTS = 30;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’ʼ]+");

    private final List<List<Word>> texts;

    /**
     * @param form as {@link BodyNames#accented} has it
     */
    private record Word(String form, boolean capital) {}

    private WrittenNames(List<List<Word>> texts) {
        this.texts = texts;
    }

    /** Each text by itself: no name begins in one and ends in the next. */
    static WrittenNames in(Hit hit) {
        List<List<Word>> texts = new ArrayList<>();
        RecordView record = hit.record();
        add(texts, record.titleOrNull());
        add(texts, record.fonds().title());
        for (Hit.Place place : hit.places()) {
            add(texts, place.documentTitle());
            add(texts, place.snippet().text());
        }
        switch (record) {
            case RecordView.Full full -> {
                add(texts, full.description().keyword());
                add(texts, full.description().description());
                full.documents().stream()
                        .limit(MOST_DOCUMENTS)
                        .forEach(document -> add(texts, document.description()));
            }
            case RecordView.Paper paper -> {
                PaperFacts facts = paper.facts();
                add(texts, facts == null ? null : facts.note());
            }
            case RecordView.Listed listed -> {}
        }
        return new WrittenNames(texts);
    }

    private static void add(List<List<Word>> texts, DocumentDescription one) {
        add(texts, one.subject());
        add(texts, one.organName());
        add(texts, one.keyword());
        add(texts, one.autograph());
        add(texts, one.description());
    }

    private static void add(List<List<Word>> texts, @Nullable String text) {
        if (text != null) {
            texts.add(words(text));
        }
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            char first = word.group().charAt(0);
            words.add(
                    new Word(
                            BodyNames.accented(word.group()),
                            Character.isUpperCase(first) || Character.isDigit(first)));
        }
        return words;
    }

    /**
     * The name, of a unit without the word of its kind unless what remains is one word alone
     * ({@code Phường 1}, {@code Xã An}).
     */
    boolean have(String name) {
        List<Word> whole = words(name);
        int kind = wordsOfKind(name);
        return whole.size() - kind > 1
                ? stands(whole.subList(kind, whole.size()), 0)
                : stands(whole, kind);
    }

    /** The name as it is, whatever the case of the word of its kind. */
    boolean haveWhole(String name) {
        return stands(words(name), wordsOfKind(name));
    }

    private static int wordsOfKind(String name) {
        return BodyKind.ofName(name).map(kind -> kind.vietnamese().split(" ").length).orElse(0);
    }

    /**
     * @param small so many words at the beginning may be written small
     */
    private boolean stands(List<Word> name, int small) {
        for (List<Word> text : texts) {
            for (int at = 0; !name.isEmpty() && at + name.size() <= text.size(); at++) {
                if (standsAt(text, at, name, small)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean standsAt(List<Word> text, int at, List<Word> name, int small) {
        for (int i = 0; i < name.size(); i++) {
            Word word = text.get(at + i);
            Word asNamed = name.get(i);
            boolean capital = asNamed.capital() && i >= small;
            if (!word.form().equals(asNamed.form()) || capital && !word.capital()) {
                return false;
            }
        }
        return true;
    }
}
