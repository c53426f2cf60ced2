package vn.tangthu.indexer.quality;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The records of the judged archive, made from their facts when asked for. */
final class JudgedRecords {
    private static final Instant STORED = Instant.parse("2026-01-05T02:00:00Z");

    private JudgedRecords() {}

    static AipId id(int n) {
        return new AipId(new UUID(0x7A6E_0000_0002_4000L, 0x8000_0000_0000_0000L | n));
    }

    static int number(AipId id) {
        return (int) id.value().getLeastSignificantBits();
    }

    @SuppressWarnings("NullAway") // the annotation of a nested type is not read from class files
    static IndexableRecord record(int n) {
        Facts facts = Facts.of(n);
        List<ArchivalDocument> documents =
                List.of(
                        document(facts, 1, facts.first(), facts.subject()),
                        document(
                                facts,
                                2,
                                facts.second(),
                                "Các giấy tờ kèm theo của " + facts.office().name()));
        Access access = facts.hidden() ? Access.HIDDEN : Access.PUBLIC;
        RecordView.Full full =
                new RecordView.Full(
                        id(n),
                        new RecordView.FondsSummary(
                                new FondsId(
                                        new UUID(3, Vocabulary.OFFICES.indexOf(facts.office()))),
                                facts.office().code(),
                                "Phông " + facts.office().name()),
                        null,
                        new FileDescription(
                                facts.code(),
                                facts.title(),
                                Maintenance.PERMANENT,
                                null,
                                List.of(),
                                ArchivalDate.ofYear(facts.year()),
                                ArchivalDate.ofYear(facts.year()),
                                null,
                                2,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        new Rights(access, false, null),
                        documents,
                        0,
                        new RecordView.Provenance(null, "judged", STORED),
                        new FixityState.NeverChecked(STORED),
                        List.of(new RecordVersion(1, STORED, "judged", "stored")));
        Set<DocumentId> ids = Set.of(documents.get(0).id(), documents.get(1).id());
        return new IndexableRecord(
                full,
                access,
                facts.hidden() ? Set.of() : ids,
                facts.hidden() ? Set.of() : ids,
                null,
                file -> Optional.of(text(facts, file)));
    }

    private static ArchivalDocument document(
            Facts facts, int ordinal, Facts.Number number, String subject) {
        UUID uuid = new UUID(0x7A6E_0000_0003_4000L + ordinal, 0x8000_0000_0000_0000L | facts.n());
        Digest digest =
                Digest.of(DigestAlgorithm.SHA512, uuid.toString().getBytes(StandardCharsets.UTF_8));
        String name = String.format(Locale.ROOT, "%s.%07d", facts.code(), ordinal);
        return new ArchivalDocument(
                new DocumentId(uuid),
                new DocumentDescription(
                        name,
                        ordinal,
                        number.paper().type(),
                        String.format(Locale.ROOT, "%02d", number.number()),
                        number.notation(),
                        new ArchivalDate(facts.year(), number.month(), number.day()),
                        facts.office().name(),
                        subject,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Rights.OPEN,
                List.of(
                        new ContentFile(
                                new ContentFileId(uuid),
                                "data/" + name + ".pdf",
                                name + ".pdf",
                                "application/pdf",
                                1,
                                2,
                                digest,
                                digest)));
    }

    private static ExtractedText text(Facts facts, ContentFile file) {
        int ordinal = (int) (file.id().value().getMostSignificantBits() & 0xFF);
        SplittableRandom random = new SplittableRandom(31L * facts.n() + ordinal);
        List<String> pages = new ArrayList<>();
        if (ordinal == 1) {
            pages.add(firstPage(facts, random));
            pages.add(witnessPage(facts, random));
        } else {
            pages.add(letter(facts));
            for (int page = 0; facts.volume() && page < 60; page++) {
                pages.add(weakPage(random));
            }
        }
        List<ExtractedText.Page> read = new ArrayList<>();
        for (String page : pages) {
            String text = facts.faint() ? Misreading.faint(page, 0.15, random) : page;
            read.add(
                    new ExtractedText.Page(
                            read.size() + 1,
                            ExtractedText.Source.OCR,
                            written(text, facts),
                            List.of(),
                            null));
        }
        return new ExtractedText(read);
    }

    private static String firstPage(Facts facts, SplittableRandom random) {
        Facts.Number number = facts.first();
        String commune = facts.commune().name();
        String district = facts.commune().district();
        if (facts.hyphened()) {
            commune = commune.replace(' ', '-');
            district = district.replace(' ', '-');
        }
        return facts.office().name().toUpperCase(Locale.forLanguageTag("vi"))
                + "\nSố: "
                + number.printed()
                + "\n"
                + "Ngày "
                + number.day()
                + " tháng "
                + number.month()
                + " năm "
                + facts.year()
                + "\n"
                + number.paper().type().vietnamese().toUpperCase(Locale.forLanguageTag("vi"))
                + "\n"
                + facts.matter().subject()
                + " "
                + facts.person()
                + ", "
                + facts.commune().kind()
                + " "
                + commune
                + ", huyện "
                + district
                + ".\n"
                + facts.matter().body()
                + "\n"
                + fillers(random, 4);
    }

    private static String witnessPage(Facts facts, SplittableRandom random) {
        String said = facts.witness() + " ở thôn " + facts.hamlet();
        if (facts.witnessMisread()) {
            said = Misreading.scanned(said, new SplittableRandom(facts.n()));
        }
        return fillers(random, 2)
                + "Người làm chứng là "
                + said
                + ".\n"
                + "Đơn gửi Ủy ban nhân dân và Hội đồng nhân dân sở tại.\n"
                + Vocabulary.pick(Vocabulary.MATTERS, random).body()
                + "\n"
                + fillers(random, 3);
    }

    private static String letter(Facts facts) {
        SplittableRandom random = new SplittableRandom(13L * facts.n());
        return "Số: "
                + facts.second().printed()
                + "\nKính gửi "
                + facts.office().name()
                + ".\nÔng (bà) "
                + facts.mentioned()
                + " đã nhận đủ giấy tờ.\n"
                + fillers(random, 5);
    }

    /** The words of many matters, no two of them together as in a title. */
    private static String weakPage(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            words.addAll(List.of(Vocabulary.pick(Vocabulary.MATTERS, random).asked().split(" ")));
            words.addAll(List.of(Vocabulary.pick(Vocabulary.COMMUNES, random).whole().split(" ")));
        }
        for (int i = words.size() - 1; i > 0; i--) {
            words.set(i, words.set(random.nextInt(i + 1), words.get(i)));
        }
        words.forEach(word -> text.append(word).append(' '));
        return text.append('\n').append(fillers(random, 1)).toString();
    }

    private static String fillers(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Vocabulary.pick(Vocabulary.FILLERS, random)).append('\n');
        }
        return text.toString();
    }

    /** In the spelling of the house that wrote it. */
    private static String written(String text, Facts facts) {
        String written = text;
        if (facts.abbreviates()) {
            written =
                    written.replace("Ủy ban nhân dân", "UBND")
                            .replace("Hội đồng nhân dân", "HĐND")
                            .replace("giấy chứng nhận quyền sử dụng đất", "GCN QSDĐ");
        }
        if (facts.newPlacement()) {
            written = Spelling.newPlacement(written);
        }
        if (facts.decomposed()) {
            written = Normalizer.normalize(written, Normalizer.Form.NFD);
        }
        return written;
    }

    /** Spellings of the same words. */
    static final class Spelling {
        private static final String[][] PLACED = {
            {"òa", "oà"},
            {"óa", "oá"},
            {"ỏa", "oả"},
            {"ọa", "oạ"},
            {"ỏe", "oẻ"},
            {"ủy", "uỷ"},
            {"úy", "uý"},
            {"ụy", "uỵ"},
            {"Ủy", "Uỷ"}
        };

        private Spelling() {}

        /** hòa → hoà where the syllable ends there. */
        static String newPlacement(String text) {
            StringBuilder written = new StringBuilder();
            for (String word : text.split("(?<=[^\\p{L}])|(?=[^\\p{L}])")) {
                written.append(word(word));
            }
            return written.toString();
        }

        private static @Nullable String word(String word) {
            for (String[] pair : PLACED) {
                if (word.endsWith(pair[0]) && !word.toLowerCase(Locale.ROOT).startsWith("q")) {
                    return word.substring(0, word.length() - pair[0].length()) + pair[1];
                }
            }
            return word;
        }
    }
}
