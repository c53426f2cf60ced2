package vn.tangthu.indexer.quality;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What is true of the n-th record of the judged archive, and so what it is relevant to: judgements
 * come from here, never from a search.
 *
 * @param person whom the first document is about
 * @param witness whom only page 2 names
 * @param mentioned whom a later page names by the way
 */
record Facts(
        int n,
        Vocabulary.Office office,
        int year,
        Vocabulary.Commune commune,
        Vocabulary.Matter matter,
        String person,
        String witness,
        String hamlet,
        String mentioned,
        Number first,
        Number second) {
    /** A document's kind, number, notation and day. */
    record Number(Vocabulary.Paper paper, int number, String notation, int day, int month) {
        String printed() {
            return number + "/" + notation;
        }

        /** 125/1998/QĐ-UB, as many bodies print it. */
        Number withYear(int year) {
            return new Number(paper, number, year + "/" + notation, day, month);
        }

        /** The same without the year inside, if there is one. */
        String plain() {
            return number + "/" + notation.substring(notation.lastIndexOf('/') + 1);
        }
    }

    static Facts of(int n) {
        SplittableRandom random = new SplittableRandom(7_919L * n + 17);
        Vocabulary.Office office = Vocabulary.pick(Vocabulary.OFFICES, random);
        int year = n % 9 == 0 ? 1958 + random.nextInt(17) : 1976 + random.nextInt(49);
        Facts facts =
                new Facts(
                        n,
                        office,
                        year,
                        Vocabulary.pick(Vocabulary.COMMUNES, random),
                        Vocabulary.pick(Vocabulary.MATTERS, random),
                        Vocabulary.name(random),
                        Vocabulary.name(random),
                        Vocabulary.pick(Vocabulary.HAMLETS, random),
                        Vocabulary.name(random),
                        number(office, random),
                        number(office, random));
        return facts.yearInside() ? facts.withYearInside() : facts;
    }

    private Facts withYearInside() {
        return new Facts(
                n,
                office,
                year,
                commune,
                matter,
                person,
                witness,
                hamlet,
                mentioned,
                first,
                second.withYear(year));
    }

    private static Number number(Vocabulary.Office office, SplittableRandom random) {
        Vocabulary.Paper paper = Vocabulary.pick(Vocabulary.PAPERS, random);
        return new Number(
                paper,
                1 + random.nextInt(2_999),
                paper.sign() + "-" + office.sign(),
                1 + random.nextInt(28),
                1 + random.nextInt(12));
    }

    /** The second number is printed with its year inside. */
    boolean yearInside() {
        return n % 50 == 7;
    }

    /** The public does not see every 25th. */
    boolean hidden() {
        return n % 25 == 24;
    }

    /** The line about the witness was read with an error in each word. */
    boolean witnessMisread() {
        return n % 20 == 3;
    }

    /** The scan is faint: one word in seven has an error. */
    boolean faint() {
        return n % 10 == 6;
    }

    /** A bound volume that says the words of many matters on many pages. */
    boolean volume() {
        return n % 500 == 11;
    }

    /** Before 1975 names were hyphened. */
    boolean hyphened() {
        return year < 1975;
    }

    /** Writes UBND, GCN QSDĐ, HĐND for what others write in full. */
    boolean abbreviates() {
        return n % 3 == 1;
    }

    /** Writes hoà, thuỷ and uỷ. */
    boolean newPlacement() {
        return n % 4 == 2;
    }

    boolean decomposed() {
        return n % 7 == 5;
    }

    String code() {
        return String.format(Locale.ROOT, "%s.%d.%d", office.code(), year, n);
    }

    String title() {
        return matter.title() + " tại " + commune.whole() + " năm " + year;
    }

    String subject() {
        return matter.subject() + " " + person + ", " + commune.whole();
    }
}
