package vn.tangthu.indexer.quality;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What people would type to find some of the judged records, each with the records that it should
 * find. Kinds that are compared with each other are the same questions written in several ways.
 */
final class JudgedQueries {
    private final List<Facts> visible;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Map<String, Map<Integer, Integer>> index = new HashMap<>();
    private final List<Judged> queries = new ArrayList<>();

    /**
     * @param each how many of each kind
     */
    static List<Judged> of(int records, int each) {
        JudgedQueries made = new JudgedQueries(records);
        made.numbers(each);
        made.titles(each);
        made.names(each);
        made.pages(each);
        made.dates(each / 2);
        made.spellings(each / 2);
        made.phrases(each / 4);
        made.yearsInside(each / 2);
        return List.copyOf(made.queries);
    }

    private JudgedQueries(int records) {
        visible =
                IntStream.range(0, records)
                        .mapToObj(Facts::of)
                        .filter(facts -> !facts.hidden())
                        .toList();
        for (Facts facts : visible) {
            for (Facts.Number number : List.of(facts.first(), facts.second())) {
                note("number " + number.printed(), facts, 3);
                note("plain " + number.plain(), facts, 3);
                note("numbered " + number.number() + " " + facts.year(), facts, 3);
                note("number " + number.printed() + " " + facts.year(), facts, 3);
                note("day " + number.day() + " " + number.month() + " " + facts.year(), facts, 3);
            }
            note("code " + facts.code(), facts, 3);
            note(titleKey(facts), facts, 3);
            note(personKey(facts), facts, 3);
            note("name " + facts.person(), facts, 3);
            note("name " + facts.witness(), facts, 1);
            note("name " + facts.mentioned(), facts, 1);
            note(witnessKey(facts), facts, 3);
            note("place " + facts.commune().name() + " " + facts.matter().asked(), facts, 3);
        }
    }

    private static String titleKey(Facts facts) {
        return "title "
                + facts.matter().asked()
                + facts.commune().whole()
                + facts.commune().district()
                + facts.year();
    }

    private static String personKey(Facts facts) {
        return "person " + facts.person() + " " + facts.commune().name();
    }

    private static String witnessKey(Facts facts) {
        return "witness " + facts.witness() + " " + facts.hamlet();
    }

    private void note(String key, Facts facts, int gain) {
        index.computeIfAbsent(key, k -> new HashMap<>()).merge(facts.n(), gain, Math::max);
    }

    private Map<Integer, Integer> gains(String key) {
        return index.getOrDefault(key, Map.of());
    }

    private void ask(String kind, String query, Map<Integer, Integer> gains) {
        ask(kind, query, gains, null);
    }

    private void ask(
            String kind, String query, Map<Integer, Integer> gains, @Nullable String meant) {
        queries.add(new Judged(kind, query, gains, meant));
    }

    private List<Facts> some(int count, Predicate<Facts> which) {
        List<Facts> all = visible.stream().filter(which).toList();
        List<Facts> some = new ArrayList<>();
        for (int i = 0; i < count && !all.isEmpty(); i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private void numbers(int each) {
        for (Facts facts : some(each, f -> true)) {
            Facts.Number number = facts.first();
            ask("number as printed", number.printed(), gains("number " + number.printed()));
        }
        List<Function<Facts.Number, String>> ways =
                List.of(
                        n -> folded(n.printed()).toLowerCase(Locale.ROOT),
                        n -> folded(n.number() + " " + n.notation().replace('-', ' ')),
                        n -> n.number() + "/" + n.notation().replace("-", ""),
                        n -> "0" + n.number() + " / " + n.notation().replace("-", " - "),
                        n -> "số " + n.printed(),
                        n -> n.paper().type().vietnamese() + " số " + n.printed(),
                        n ->
                                n.paper().type().vietnamese()
                                        + " "
                                        + n.printed().toLowerCase(Locale.ROOT),
                        n -> n.number() + n.notation(),
                        n -> n.number() + "/" + n.notation().replace("CVT&LTNN", "CVT<NN"),
                        n -> n.number() + "/" + n.notation().replace("&", ""));
        int at = 0;
        for (Facts facts : some(2 * each, f -> true)) {
            Facts.Number number = facts.first();
            ask(
                    "number in other spellings",
                    ways.get(at++ % ways.size()).apply(number),
                    gains("number " + number.printed()));
        }
        for (Facts facts : some(each, f -> true)) {
            Facts.Number number = facts.second();
            String written =
                    switch (at++ % 4) {
                        case 0 -> number.number() + " năm " + facts.year();
                        case 1 -> number.number() + "/" + facts.year();
                        case 2 -> number.number() + " " + facts.year();
                        default ->
                                folded(
                                        number.paper().type().vietnamese()
                                                + " "
                                                + number.printed()
                                                + " nam "
                                                + facts.year());
                    };
            boolean whole = written.contains("-");
            ask(
                    "number and year",
                    written,
                    gains(
                            whole
                                    ? "number " + number.printed() + " " + facts.year()
                                    : "numbered " + number.number() + " " + facts.year()));
        }
        for (Facts facts : some(each / 2, f -> true)) {
            String code = facts.code();
            ask(
                    "code of a hồ sơ",
                    at++ % 2 == 0 ? code : code.toLowerCase(Locale.ROOT).replace('.', ' '),
                    gains("code " + code));
        }
    }

    private void titles(int each) {
        for (Facts facts : some(each, f -> !f.volume())) {
            String asked =
                    facts.matter().asked() + " " + facts.commune().whole() + " " + facts.year();
            written("title", asked, gains(titleKey(facts)), null);
        }
    }

    private void names(int each) {
        for (Facts facts : some(each, f -> !f.faint())) {
            written(
                    "name and place",
                    facts.person() + " " + facts.commune().name(),
                    gains(personKey(facts)),
                    null);
        }
        for (Facts facts : some(each, f -> !f.faint())) {
            String name = facts.person();
            ask("name alone", name, gains("name " + name));
            SplittableRandom wrong = new SplittableRandom(facts.n());
            String typed = misspelt(name, wrong);
            while (index.containsKey("name " + typed)) {
                typed = misspelt(name, wrong);
            }
            ask("name, one word misspelt", typed, gains("name " + name), name);
        }
    }

    /** The same question with tones, without, with a wrong one and misread in each word. */
    private void written(
            String kind, String asked, Map<Integer, Integer> gains, @Nullable String meant) {
        SplittableRandom wrong = new SplittableRandom(asked.hashCode());
        ask(kind + ", with tones", asked, gains, meant);
        ask(kind + ", without tones", folded(asked), gains, meant);
        ask(kind + ", a wrong tone in each word", Misreading.wrongTones(asked, wrong), gains);
        ask(kind + ", a scanner's error in each word", Misreading.scanned(asked, wrong), gains);
        ask(
                kind + ", a misread letter in each word",
                Misreading.misreadLetters(asked, wrong),
                gains);
    }

    private static String misspelt(String name, SplittableRandom random) {
        String[] words = name.split(" ");
        int at = random.nextInt(words.length);
        String word = words[at];
        int kind = random.nextInt(3);
        words[at] =
                switch (kind) {
                    case 0 -> word + word.charAt(word.length() - 1);
                    case 1 -> word.charAt(0) + "h" + word.substring(1);
                    default -> Misreading.wrongTone(word, random);
                };
        return String.join(" ", words);
    }

    private void pages(int each) {
        for (boolean misread : new boolean[] {false, true}) {
            List<Facts> targets =
                    some(
                            each,
                            f ->
                                    f.witnessMisread() == misread
                                            && !f.faint()
                                            && !f.decomposed()
                                            && !f.newPlacement());
            for (Facts facts : targets) {
                String asked = facts.witness() + " thôn " + facts.hamlet();
                String kind = "witness on page 2, " + (misread ? "each word misread" : "clean");
                ask(kind + ", with tones", asked, gains(witnessKey(facts)));
                ask(kind + ", without tones", folded(asked), gains(witnessKey(facts)));
            }
        }
        for (Facts facts : some(each, Facts::faint)) {
            ask(
                    "name on a faint page",
                    facts.witness() + " " + facts.hamlet(),
                    gains(witnessKey(facts)));
        }
    }

    private void dates(int each) {
        int at = 0;
        for (Facts facts : some(2 * each, f -> !f.faint())) {
            Facts.Number number = facts.first();
            String date =
                    switch (at++ % 5) {
                        case 0 -> number.day() + "/" + number.month() + "/" + facts.year();
                        case 1 ->
                                String.format(
                                        Locale.ROOT,
                                        "%02d-%02d-%d",
                                        number.day(),
                                        number.month(),
                                        facts.year());
                        case 2 ->
                                "ngày "
                                        + number.day()
                                        + " tháng "
                                        + number.month()
                                        + " năm "
                                        + facts.year();
                        case 3 ->
                                "ngày " + number.day() + "/" + number.month() + "/" + facts.year();
                        default ->
                                number.day() + " thang " + number.month() + " nam " + facts.year();
                    };
            ask(
                    "date",
                    date,
                    gains("day " + number.day() + " " + number.month() + " " + facts.year()));
        }
        for (Facts facts : some(each, f -> !f.faint())) {
            int month = facts.first().month();
            String when =
                    switch (at++ % 3) {
                        case 0 -> month + "/" + facts.year();
                        case 1 -> "tháng " + month + " năm " + facts.year();
                        default -> "tháng " + month + "/" + facts.year();
                    };
            ask(
                    "matter and month",
                    facts.matter().asked() + " " + facts.commune().name() + " " + when,
                    Map.of(facts.n(), 3));
        }
    }

    private void spellings(int each) {
        for (boolean abbreviated : new boolean[] {true, false}) {
            for (Facts facts :
                    some(
                            each,
                            f ->
                                    f.abbreviates() == abbreviated
                                            && !f.faint()
                                            && !f.witnessMisread()
                                            && !f.office().name().contains("nhân dân"))) {
                ask(
                        abbreviated
                                ? "abbreviation written, in full typed"
                                : "in full written, abbreviation typed",
                        facts.witness()
                                + (abbreviated ? " Hội đồng nhân dân " : " HĐND ")
                                + facts.hamlet(),
                        gains(witnessKey(facts)));
            }
        }
        for (Facts facts :
                some(each, f -> f.matter().asked().contains("quyền sử dụng đất") && !f.faint())) {
            ask(
                    "in full written, abbreviation typed",
                    "cấp GCN QSDĐ " + facts.person(),
                    Map.of(facts.n(), 3));
        }
        for (Facts facts : some(each, f -> f.hyphened() && !f.faint())) {
            ask(
                    "old hyphened spelling written",
                    facts.person() + " " + facts.commune().district(),
                    Map.of(facts.n(), 3));
        }
        for (Facts facts : some(each, f -> !f.hyphened() && !f.faint())) {
            ask(
                    "old hyphened spelling typed",
                    facts.person() + " " + facts.commune().district().replace(' ', '-'),
                    Map.of(facts.n(), 3));
        }
        for (Facts facts : some(each, f -> f.newPlacement() || f.decomposed())) {
            String typed =
                    facts.newPlacement()
                            ? facts.person()
                            : JudgedRecords.Spelling.newPlacement(facts.person());
            ask(
                    "tone placed otherwise, decomposed",
                    Normalizer.normalize(
                            typed + " " + facts.commune().whole(), Normalizer.Form.NFD),
                    gains(personKey(facts)));
        }
        for (Facts facts : some(each, f -> f.commune().district().contains("Krông A Na"))) {
            ask(
                    "name of a place of the highlands",
                    "Krông Ana " + facts.person(),
                    Map.of(facts.n(), 3));
        }
        for (Facts facts : some(each, f -> f.commune().name().contains("M'"))) {
            String place = facts.commune().name();
            ask(
                    "name of a place of the highlands",
                    facts.person()
                            + " "
                            + (facts.n() % 2 == 0
                                    ? place.replace('\'', '’')
                                    : place.replace("M'", "M ")),
                    gains(personKey(facts)));
        }
        for (Facts facts :
                some(each, f -> f.person().matches(".*(Quý|Kỳ|Mỹ|Lý|Sĩ).*") && !f.faint())) {
            ask(
                    "i or y",
                    facts.person()
                                    .replace("Quý", "Qúi")
                                    .replace("Kỳ", "Kì")
                                    .replace("Mỹ", "Mĩ")
                                    .replace("Lý", "Lí")
                                    .replace("Sĩ", "Sỹ")
                            + " "
                            + facts.commune().name(),
                    gains(personKey(facts)));
        }
    }

    /** The exact phrase of a title against volumes that have the same words all over. */
    private void phrases(int each) {
        for (Facts facts : some(each, f -> !f.volume() && !f.faint())) {
            ask(
                    "title among volumes of the same words",
                    facts.matter().asked() + " " + facts.commune().name(),
                    gains("place " + facts.commune().name() + " " + facts.matter().asked()));
        }
    }

    /** Last, so that the questions before are the same as they were without these. */
    private void yearsInside(int each) {
        int at = 0;
        for (Facts facts : some(each, Facts::yearInside)) {
            String plain = facts.second().plain();
            ask(
                    "number with its year inside, typed without",
                    at++ % 2 == 0 ? plain : folded(plain).toLowerCase(Locale.ROOT),
                    gains("plain " + plain));
        }
        for (Facts facts : some(each, f -> true)) {
            Facts.Number number = facts.first();
            String typed = number.number() + "/" + facts.year() + "/" + number.notation();
            ask(
                    "number without its year, typed with it inside",
                    at++ % 2 == 0 ? typed : folded(typed).toLowerCase(Locale.ROOT),
                    gains("number " + number.printed() + " " + facts.year()));
        }
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }
}
