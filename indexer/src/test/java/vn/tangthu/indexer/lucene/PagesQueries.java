package vn.tangthu.indexer.lucene;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.DocumentType;

/** What is asked of the generated pages, drawn from a fixed seed. */
final class PagesQueries {
    private static final int EACH = 8;

    private final GeneratedRecords records;
    private final int count;

    PagesQueries(GeneratedRecords records, int count) {
        this.records = records;
        this.count = count;
    }

    List<String> frequentTerms() {
        return List.of("đất", "huyện", "quyết", "dân", "ngày", "của", "công", "xã");
    }

    /** Two to four syllables with their tones, as typed into the box: places, names, matters. */
    List<String> usual() {
        SplittableRandom random = new SplittableRandom(5);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            GeneratedRecords.Facts facts = publicFacts(random);
            queries.add(firstWords(facts.matter(), 3));
            queries.add(firstWords(facts.matter(), 2) + " " + facts.commune());
            queries.add(facts.person());
            queries.add(word(random, 300) + " " + word(random, 300));
            queries.add(word(random, 60) + " " + word(random, 2_000));
        }
        return queries;
    }

    /** What stands in the box while those are typed: after two, four, seven and eleven letters. */
    List<String> typed() {
        List<String> whole = new ArrayList<>(usual());
        whole.addAll(numbers());
        List<String> typed = new ArrayList<>();
        for (String query : whole) {
            for (int length : new int[] {2, 4, 7, 11}) {
                typed.add(query.substring(0, Math.min(length, query.length())).strip());
            }
        }
        return typed.stream().filter(begun -> begun.length() > 1).distinct().toList();
    }

    List<String> withoutTones() {
        return usual().stream().map(PagesQueries::folded).toList();
    }

    List<String> phrases() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> queries = new ArrayList<>(List.of("\"ủy ban nhân dân\"", "\"quyen su dung\""));
        for (int i = 0; i < EACH; i++) {
            GeneratedRecords.Facts facts = publicFacts(random);
            queries.add('"' + firstWords(facts.matter(), 3) + '"');
            queries.add('"' + facts.person() + '"');
        }
        return queries;
    }

    List<String> numbers() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < 2 * EACH; i++) {
            queries.add(
                    GeneratedRecords.printedNumber(
                            publicFacts(random).n(), random.nextInt(GeneratedRecords.DOCUMENTS)));
        }
        return queries;
    }

    /**
     * What was typed with errors.
     *
     * @param right what it should have been
     * @param meant what is true of the records that should be found
     */
    record Misread(String typed, String right, Predicate<GeneratedRecords.Facts> meant) {}

    /** One letter of each of two words is wrong; or of a usual name alone. */
    List<Misread> misread() {
        SplittableRandom random = new SplittableRandom(13);
        List<Misread> queries = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            GeneratedRecords.Facts facts = publicFacts(random);
            String matter = firstWords(facts.matter(), 3);
            String person = facts.person();
            queries.add(
                    new Misread(wrong(matter), matter, other -> other.matter().startsWith(matter)));
            queries.add(
                    new Misread(
                            wrong(person) + " " + facts.commune(),
                            person + " " + facts.commune(),
                            other ->
                                    other.person().equals(person)
                                            && other.commune().equals(facts.commune())));
            String last = person.substring(person.length() - 1);
            queries.add(new Misread(person + last, person, other -> other.person().equals(person)));
        }
        return queries;
    }

    SearchRequest.Filters filters() {
        return new SearchRequest.Filters(
                Set.of(),
                Set.of(),
                1990,
                1999,
                java.util.Set.of(DocumentType.DECISION, DocumentType.REPORT),
                true);
    }

    /** Records that somebody has open and looks for words in. */
    List<Integer> opened() {
        SplittableRandom random = new SplittableRandom(17);
        List<Integer> opened = new ArrayList<>();
        for (int i = 0; i < 2 * EACH; i++) {
            opened.add(publicFacts(random).n());
        }
        return opened;
    }

    private GeneratedRecords.Facts publicFacts(SplittableRandom random) {
        return records.facts(random.nextInt(count / 20) * 20 + random.nextInt(17));
    }

    private String word(SplittableRandom random, int ranks) {
        return records.text.word(random.nextInt(ranks));
    }

    private static String firstWords(String text, int words) {
        String[] all = text.split(" ");
        return String.join(" ", List.of(all).subList(0, Math.min(words, all.length)));
    }

    private static String wrong(String text) {
        String[] words = text.split(" ");
        for (int i = 0; i < 2 && i < words.length; i++) {
            int at = words[i].length() - 1;
            char last = words[i].charAt(at);
            words[i] = words[i].substring(0, at) + (last == 'n' ? 'u' : last == 't' ? 'l' : 'n');
        }
        return String.join(" ", words);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }
}
