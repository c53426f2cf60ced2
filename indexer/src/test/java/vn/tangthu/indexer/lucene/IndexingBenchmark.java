package vn.tangthu.indexer.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Pages per CPU-second: our way into the index against a plain Lucene program that fills the same
 * fields with the same analysis, on the same pages, in turns in one run. Prints both and their
 * ratio. Arguments: number of pages (default 20,000), directory (default a temporary one).
 */
public final class IndexingBenchmark {
    private static final int PAGES_PER_RECORD = 20;
    private static final String[] ONSETS =
            "b c ch d đ g gi h k kh l m n ng nh ph qu r s t th tr v x".split(" ");
    private static final String[] RHYMES =
            ("a á à ả ã ạ an án àn ang áng âm ấm ăn ắn ao ay ây ấy e é ê ế ên ện i í ị iên iến iện"
                            + " inh ính ình o ó ò oa óa òa oan oàn oi ô ố ộ ông ống ơ ở ới u ú ù ủ"
                            + " ung uy úy uyên uyện ư ứ ừ ưa ương ướng ượng")
                    .split(" ");

    /**
     * @param ours pages per CPU-second
     * @param plain the same of the plain program
     */
    public record Result(int pages, double ours, double plain) {
        public double ratio() {
            return ours / plain;
        }
    }

    private final List<IndexableRecord> records = new ArrayList<>();
    private final List<List<String>> texts = new ArrayList<>();
    private final VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
    private int run;

    private IndexingBenchmark(int pages) {
        Random random = new Random(11);
        for (int i = 0; i < pages / PAGES_PER_RECORD; i++) {
            List<String> own = new ArrayList<>();
            for (int page = 0; page < PAGES_PER_RECORD; page++) {
                own.add(text(random, 350 + random.nextInt(250)));
            }
            texts.add(own);
            records.add(record(i, own, random));
        }
    }

    public static void main(String[] args) throws IOException {
        int pages = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        Path dir = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("indexing");
        Result result = run(pages, dir);
        System.out.printf(
                Locale.ROOT,
                "indexing %d pages: ours %.0f, plain Lucene %.0f pages per CPU-second, ratio %.2f%n",
                result.pages(),
                result.ours(),
                result.plain(),
                result.ratio());
    }

    /** Everything written below {@code dir} is deleted again. */
    public static Result run(int pages, Path dir) throws IOException {
        IndexingBenchmark benchmark = new IndexingBenchmark(pages);
        long plain = 0;
        long ours = 0;
        for (int turn = 0; turn < 4; turn++) {
            long p = benchmark.cpu(() -> benchmark.plain(dir));
            long o = benchmark.cpu(() -> benchmark.ours(dir));
            if (turn > 0) {
                plain += p;
                ours += o;
            }
        }
        double all = 3.0 * benchmark.records.size() * PAGES_PER_RECORD * 1e9;
        return new Result(pages, all / ours, all / plain);
    }

    private interface Work {
        void run() throws IOException;
    }

    private long cpu(Work work) throws IOException {
        OperatingSystemMXBean os =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = os.getProcessCpuTime();
        work.run();
        return os.getProcessCpuTime() - before;
    }

    private void ours(Path dir) throws IOException {
        LuceneGeneration generation =
                LuceneGeneration.create(dir.resolve("ours" + run++), analyzer);
        for (IndexableRecord record : records) {
            generation.put(record);
        }
        generation.commit(new RecordIndex.Cursor(new UUID(1, 1), 1), List.of());
        generation.abandon();
    }

    /** What a program with these fields in mind and nothing else would do. */
    private void plain(Path dir) throws IOException {
        Path path = dir.resolve("plain" + run++);
        IndexWriterConfig config = new IndexWriterConfig(analyzer);
        config.setRAMBufferSizeMB(48);
        try (FSDirectory directory = FSDirectory.open(path);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < records.size(); i++) {
                IndexableRecord record = records.get(i);
                RecordFields fields = new RecordFields(record, new Analysis(analyzer));
                ArchivalDocument document = record.all().documents().getFirst();
                String title = record.all().description().title();
                String above =
                        String.join(
                                "\n",
                                document.description().subject(),
                                document.description().printedNumber(),
                                document.description().organName(),
                                title,
                                record.all().arcFileCode(),
                                record.all().fonds().title());
                int number = 1;
                for (String text : texts.get(i)) {
                    Document page = fields.ofDocument(document, Schema.PAGE);
                    page.add(new Field(Schema.WORDS, text, Schema.ANALYSED));
                    page.add(new Field(Schema.WORDS, above, Schema.ANALYSED));
                    page.add(new StoredField(Schema.TEXT, text));
                    page.add(new StoredField(Schema.FILE_ID, Schema.bytes(document.id().value())));
                    page.add(new StoredField(Schema.PAGE_NUMBER, number++));
                    writer.addDocument(page);
                }
            }
            writer.commit();
        }
        LuceneGeneration.delete(path);
    }

    /** Syllables as frequent as in real text: few very often, many seldom. */
    private static String text(Random random, int syllables) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            double r = random.nextDouble();
            int pick = (int) (r * r * r * ONSETS.length * RHYMES.length);
            text.append(ONSETS[pick % ONSETS.length]).append(RHYMES[pick / ONSETS.length]);
            text.append(i % 12 == 11 ? ",\n" : " ");
        }
        return text.toString();
    }

    // NullAway does not see the annotation of a nested type in a class file.
    @SuppressWarnings("NullAway")
    private static IndexableRecord record(int i, List<String> pages, Random random) {
        byte[] seed = ("record " + i).getBytes(StandardCharsets.UTF_8);
        AipId id = new AipId(UUID.nameUUIDFromBytes(seed));
        Digest digest = Digest.of(DigestAlgorithm.SHA512, seed);
        ContentFile file =
                new ContentFile(
                        new ContentFileId(id.value()),
                        "data/a.pdf",
                        "a.pdf",
                        "application/pdf",
                        1,
                        pages.size(),
                        digest,
                        digest);
        int year = 1980 + i % 40;
        ArchivalDocument document =
                new ArchivalDocument(
                        new DocumentId(id.value()),
                        new DocumentDescription(
                                "H32.01." + i + ".0000001",
                                1,
                                DocumentType.DECISION,
                                Integer.toString(i),
                                "QĐ-UBND",
                                ArchivalDate.ofYear(year),
                                "UBND huyện " + i % 50,
                                text(random, 25),
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
                        List.of(file));
        List<ExtractedText.Page> extracted = new ArrayList<>();
        for (String page : pages) {
            extracted.add(
                    new ExtractedText.Page(
                            extracted.size() + 1,
                            ExtractedText.Source.LAYER,
                            page,
                            List.of(),
                            null));
        }
        ExtractedText text = new ExtractedText(extracted);
        RecordView.Full full =
                new RecordView.Full(
                        id,
                        new RecordView.FondsSummary(
                                new FondsId(new UUID(2, i % 20)), "H32.01", "Phông UBND tỉnh"),
                        null,
                        new FileDescription(
                                "H32.01." + i,
                                text(random, 20),
                                Maintenance.PERMANENT,
                                null,
                                List.of(),
                                ArchivalDate.ofYear(year),
                                ArchivalDate.ofYear(year),
                                null,
                                1,
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
                        List.of(document),
                        0,
                        new RecordView.Provenance(null, "bench", Instant.EPOCH),
                        new FixityState.NeverChecked(Instant.EPOCH),
                        List.of(new RecordVersion(1, Instant.EPOCH, "bench", "stored")));
        return new IndexableRecord(
                full,
                Access.PUBLIC,
                Set.of(document.id()),
                Set.of(document.id()),
                null,
                each -> Optional.of(text));
    }
}
