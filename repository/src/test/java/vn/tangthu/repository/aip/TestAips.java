package vn.tangthu.repository.aip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** AIPs for tests: any number of them from a seed, with every field now set, now not. */
final class TestAips {

    private static final List<String> NAUGHTY =
            List.of(
                    "851/BNV-CVT<NN",
                    "851/BNV-CVT&LTNN &amp; &#65; ]]>",
                    "<script>alert('1')</script>",
                    " khoảng trắng đầu và cuối ",
                    "dòng một\ndòng hai\r\ndòng ba\rhết\t.",
                    "Nguyễn Thị Hòa \u0323 NFD: Hoa\u0300",
                    "\"ngoặc\" 'đơn' --> <!-- x --> <?pi?>",
                    "𠀋 chữ Nôm 𡨸𡦂 😀",
                    "\u00A0\u200B\uFEFF\u2028\u0085",
                    "=CMD|' /C calc'!A0",
                    "../../etc/passwd",
                    "%00 %2F +1+1",
                    "");

    private final Random random;
    private final Map<ContentFileId, byte[]> contents = new HashMap<>();

    TestAips(long seed) {
        this.random = new Random(seed);
    }

    /** The bytes of the content files of all AIPs made so far. */
    Map<ContentFileId, byte[]> contents() {
        return contents;
    }

    /** Puts the contents into files, as a delivery has them. */
    Map<ContentFileId, Path> sources(Aip aip, Path directory) throws IOException {
        Map<ContentFileId, Path> sources = new HashMap<>();
        for (Aip.Document document : aip.documents()) {
            for (ContentFile file : document.files()) {
                Path path = directory.resolve(file.id().toString());
                Files.write(path, contents.getOrDefault(file.id(), new byte[0]));
                sources.put(file.id(), path);
            }
        }
        return sources;
    }

    Aip aip() {
        AipId id = new AipId(new UUID(random.nextLong(), random.nextLong()));
        return aip(id, 1 + random.nextInt(4));
    }

    Aip aip(AipId id, int documents) {
        String fileCode = "H32.2009." + random.nextInt(1000) + ".QĐ-UBND";
        List<Aip.Document> made = new ArrayList<>();
        for (int i = 1; i <= documents; i++) {
            made.add(document(id, i, fileCode));
        }
        return new Aip(
                id,
                new FondsId(new UUID(random.nextLong(), random.nextLong())),
                text(100),
                maybe(text(30)),
                fileCode,
                file("LS32." + fileCode, documents),
                rights(),
                made,
                List.of(
                        new Aip.Origin(
                                maybe(
                                        new DeliveryId(
                                                new UUID(random.nextLong(), random.nextLong()))),
                                text(200),
                                text(200),
                                instant())),
                List.of(new RecordVersion(1, instant(), "Nguyễn Văn A <a>", text(200))));
    }

    Aip.Document document(AipId aip, int place, String fileCode) {
        String docCode = fileCode + "." + AipLayout.number(place);
        List<ContentFile> files = new ArrayList<>();
        int number = random.nextInt(10) == 0 ? 2 : 1;
        for (int i = 1; i <= number; i++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            files.add(
                    content(
                            aip,
                            docCode + "_" + i + (random.nextBoolean() ? " văn+bản %.pdf" : ".pdf"),
                            bytes));
        }
        return new Aip.Document(
                DocumentId.derive(aip, docCode), describe(docCode, place), rights(), files);
    }

    ContentFile content(AipId aip, String name, byte[] bytes) {
        String path = AipLayout.DATA + name;
        ContentFile file =
                new ContentFile(
                        ContentFileId.derive(aip, path),
                        path,
                        text(100),
                        "application/pdf",
                        bytes.length,
                        random.nextInt(300),
                        Digest.of(DigestAlgorithm.SHA512, bytes),
                        Digest.of(DigestAlgorithm.SHA256, bytes));
        contents.put(file.id(), bytes);
        return file;
    }

    private FileDescription file(String arcFileCode, int documents) {
        return new FileDescription(
                arcFileCode,
                text(1000),
                any(Maintenance.values()),
                maybe(any(UseMode.values())),
                languages(),
                maybe(date()),
                maybe(date()),
                maybe(text(100)),
                maybe(documents),
                maybe(random.nextInt(500)),
                maybe(random.nextInt(1000)),
                maybe(any(PhysicalCondition.values())),
                maybe(text(30)),
                maybe(any(ConfidenceLevel.values())),
                maybe(text(100)),
                maybe(random.nextBoolean()),
                maybe(random.nextBoolean()),
                maybe(text(2000)));
    }

    private DocumentDescription describe(String docCode, int place) {
        return new DocumentDescription(
                docCode,
                place,
                maybe(any(DocumentType.values())),
                maybe(Integer.toString(random.nextInt(10_000))),
                maybe(text(30)),
                maybe(date()),
                maybe(text(200)),
                text(500),
                languages(),
                maybe(1 + random.nextInt(9998)),
                maybe(text(30)),
                maybe(text(100)),
                maybe(any(UseMode.values())),
                maybe(any(ConfidenceLevel.values())),
                maybe(text(2000)),
                maybe(any(PhysicalCondition.values())),
                maybe(random.nextBoolean()),
                maybe(text(500)),
                maybe(text(25)),
                maybe(any(Maintenance.values())),
                maybe(random.nextBoolean()),
                maybe(random.nextBoolean()));
    }

    Rights rights() {
        return new Rights(
                any(Access.values()),
                random.nextBoolean(),
                maybe(text(200)),
                maybe(any(AccessGround.values())),
                maybe(LocalDate.of(1990 + random.nextInt(120), 12, 1 + random.nextInt(31))));
    }

    private List<LanguageCode> languages() {
        List<LanguageCode> languages = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            languages.add(any(LanguageCode.values()));
        }
        return languages;
    }

    private ArchivalDate date() {
        int year = 1900 + random.nextInt(130);
        return switch (random.nextInt(3)) {
            case 0 -> ArchivalDate.ofYear(year);
            case 1 -> new ArchivalDate(year, 1 + random.nextInt(12), null);
            default -> new ArchivalDate(year, 1 + random.nextInt(12), 1 + random.nextInt(28));
        };
    }

    private Instant instant() {
        Instant second = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
        return switch (random.nextInt(3)) {
            case 0 -> second;
            case 1 -> second.plusMillis(random.nextInt(1000));
            default -> second.plusNanos(random.nextInt(1_000_000_000));
        };
    }

    /** Naughty text of at most so many characters. */
    private String text(int limit) {
        String text = NAUGHTY.get(random.nextInt(NAUGHTY.size()));
        int characters = text.codePointCount(0, text.length());
        return characters <= limit ? text : text.substring(0, text.offsetByCodePoints(0, limit));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
