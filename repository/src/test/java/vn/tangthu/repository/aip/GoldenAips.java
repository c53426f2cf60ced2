package vn.tangthu.repository.aip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.UseMode;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Packages with fixed ids and times, each version of which was looked at field by field. */
final class GoldenAips {
    private static final VirusCheck CLEAN =
            new VirusCheck(
                    VirusCheck.Outcome.CLEAN,
                    "",
                    "ClamAV 1.4.6/27501",
                    Instant.parse("2026-03-02T01:02:03.004Z"));
    private static final List<ContentCheck> PDF_A =
            List.of(
                    new ContentCheck(
                            ContentCheck.Kind.PDFA,
                            ContentCheck.Outcome.FAILED,
                            "2b\n6.2.11.4.1-1: The font programs shall be embedded",
                            "veraPDF 1.30.2",
                            Instant.parse("2026-11-22T03:00:00Z")));
    private static final FormatIdentification PDF =
            new FormatIdentification(
                    "fmt/18",
                    "Acrobat PDF 1.4",
                    "1.4",
                    FormatIdentification.Basis.SIGNATURE,
                    "V100/37");

    private final Map<Digest, byte[]> contents = new HashMap<>();

    /** By SHA-512. */
    Map<Digest, byte[]> contents() {
        return contents;
    }

    /** Name of the expected directory → versions, oldest first. */
    Map<String, List<Aip>> all() {
        return Map.of(
                "digitised", List.of(digitised()),
                "born-digital", List.of(bornDigital()),
                "shared-file", List.of(sharedFile()),
                "restricted-in-two-versions", restricted(),
                "delivered-twice", deliveredTwice());
    }

    /** Every field of hồ sơ, document and file is set. */
    /** As after a virus scan and a look at its format. */
    private static Aip.Document lookedAt(Aip.Document document) {
        ContentFile file =
                document.files().getFirst().scanned(CLEAN).identified(PDF).checked(PDF_A);
        return new Aip.Document(
                document.id(), document.description(), document.rights(), List.of(file));
    }

    Aip digitised() {
        AipId id = AipId.of("6d1d3a52-7d7a-4b0e-9f0a-2f4b6c8d0e11");
        FileDescription file =
                new FileDescription(
                        "LS32.H32.01.2009.15.QĐ-UBND",
                        "Tập quyết định của Ủy ban nhân dân tỉnh về giao đất, tháng 3 năm 2009",
                        Maintenance.PERMANENT,
                        UseMode.OPEN,
                        List.of(LanguageCode.VIETNAMESE, LanguageCode.FRENCH),
                        new ArchivalDate(2009, 3, 2),
                        new ArchivalDate(2009, 3, null),
                        "giao đất; quy hoạch",
                        2,
                        12,
                        23,
                        PhysicalCondition.FAIR,
                        "GĐ-15",
                        ConfidenceLevel.DIGITISED,
                        "LS32.K2-G04-H117.15",
                        true,
                        false,
                        "Tờ 7 rách góc <phải>.");
        String code = "H32.01.2009.15.QĐ-UBND";
        return new Aip(
                id,
                FondsId.of("0f6c2c1e-55aa-4c38-8f5e-9b1d7f3a2c40"),
                "H32.01",
                "02",
                code,
                file,
                new Rights(Access.PUBLIC, true, "Luật Lưu trữ 33/2024/QH15"),
                List.of(
                        lookedAt(
                                document(
                                        id,
                                        code,
                                        1,
                                        full(code, 1),
                                        new Rights(
                                                Access.LISTED,
                                                true,
                                                "Tài liệu đang xử lý",
                                                AccessGround.IN_PROCESSING,
                                                LocalDate.of(2027, 6, 30)),
                                        "QĐ 411 (bản quét).pdf")),
                        document(id, code, 2, full(code, 2), Rights.OPEN, "QĐ 412.pdf")),
                List.of(
                        new Aip.Origin(
                                1,
                                DeliveryId.of("a1b2c3d4-0001-4000-8000-000000000001"),
                                "dot-1-2026",
                                "Công ty Số hóa A & B",
                                Instant.parse("2026-10-05T01:15:30.250Z"),
                                new Aip.Bag(
                                        "1.0",
                                        "manifest-sha256.txt",
                                        "UBND huyện Vạn Ninh",
                                        "VN-2026/041",
                                        "2026-10-04",
                                        Instant.parse("2026-10-05T01:16:02.125Z")))),
                List.of(
                        new RecordVersion(
                                1,
                                Instant.parse("2026-10-05T01:17:00.5Z"),
                                "Nguyễn Thị Lưu",
                                "Tiếp nhận đợt giao nộp dot-1-2026")));
    }

    /** What is kept of the package it came in; its bytes stand for a ZIP. */
    private Aip.Received received() {
        byte[] zip = "golden, what the sender put beside".getBytes(StandardCharsets.UTF_8);
        Digest sha512 = Digest.of(DigestAlgorithm.SHA512, zip);
        contents.put(sha512, zip);
        return new Aip.Received(
                "SIP_hoso",
                "uuid-6F1C9A52-3B7E-4D20-9C41-0A5B7E8D2F13",
                "1uuid-6F1C9A52-3B7E-4D20-9C41-0A5B7E8D2F13.zip",
                2,
                zip.length,
                sha512,
                Digest.of(DigestAlgorithm.SHA256, zip));
    }

    /** In a package, with only what is mandatory, and a title that tries to be markup. */
    Aip bornDigital() {
        AipId id = AipId.of("00000000-0000-4000-8000-0000000000bd");
        String code = "G09.2024.01";
        return new Aip(
                id,
                FondsId.of("00000000-0000-4000-8000-0000000000f0"),
                "G09",
                null,
                code,
                new FileDescription(
                        "LS32.G09.2024.01",
                        "Công văn 851/BNV-CVT<NN & \"phụ lục\" <script>alert(1)</script>",
                        Maintenance.PERMANENT,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        ConfidenceLevel.BORN_DIGITAL,
                        null,
                        null,
                        null,
                        null),
                new Rights(
                        Access.LISTED,
                        false,
                        null,
                        AccessGround.PERSONAL_DATA,
                        LocalDate.of(2095, 12, 31)),
                List.of(
                        document(
                                id,
                                code,
                                1,
                                bare(code, 1, "Về chỉnh lý tài liệu"),
                                Rights.LISTED,
                                "Tài liệu ky\u0301.pdf")),
                List.of(
                        new Aip.Origin(
                                1,
                                null,
                                "bàn giao",
                                "Sở Nội vụ",
                                Instant.parse("2026-10-06T00:00:00Z"),
                                null,
                                received())),
                List.of(
                        new RecordVersion(
                                1,
                                Instant.parse("2026-10-06T00:00:01Z"),
                                "operator",
                                "Tiếp nhận")));
    }

    /** Two documents by their pages in one file. */
    Aip sharedFile() {
        Aip like = digitised();
        Aip.Document first = like.documents().get(0);
        Aip.Document second = like.documents().get(1);
        ContentFile whole = first.files().getFirst();
        return new Aip(
                like.id(),
                like.fonds(),
                like.fondsCode(),
                like.seriesCode(),
                like.fileCode(),
                like.description(),
                like.rights(),
                List.of(
                        new Aip.Document(
                                first.id(),
                                first.description(),
                                first.rights(),
                                List.of(
                                        whole.part(
                                                first.id(), 1, 4, new ScanFacts(5, 200, 4, 0, 0)))),
                        new Aip.Document(
                                second.id(),
                                second.description(),
                                second.rights(),
                                List.of(
                                        whole.part(
                                                second.id(),
                                                5,
                                                11,
                                                new ScanFacts(7, 300, 2, 4, 1))))),
                like.origins(),
                like.history());
    }

    /** Restricted later, and a document added. */
    List<Aip> restricted() {
        AipId id = AipId.of("7a7a7a7a-1111-4222-8333-444455556666");
        String code = "H15.1975.9";
        FileDescription file =
                new FileDescription(
                        "LS15.H15.1975.9",
                        "Hồ sơ Việt-Nam Cộng-Hòa tỉnh Darlac",
                        Maintenance.PERMANENT,
                        UseMode.CONDITIONAL,
                        List.of(LanguageCode.VIETNAMESE_FRENCH),
                        ArchivalDate.ofYear(1954),
                        ArchivalDate.ofYear(1975),
                        null,
                        1,
                        3,
                        5,
                        PhysicalCondition.DAMAGED,
                        null,
                        ConfidenceLevel.MIXED,
                        "LS15.K1.9",
                        null,
                        null,
                        null);
        Aip.Document scanned = document(id, code, 1, full(code, 1), Rights.OPEN, "trang 1-5.pdf");
        Aip.Document added =
                document(
                        id,
                        code,
                        2,
                        bare(code, 2, "Bản ghi bổ sung"),
                        new Rights(
                                Access.HIDDEN,
                                false,
                                "Đời sống riêng tư",
                                AccessGround.PRIVATE_LIFE,
                                null),
                        "bổ sung.pdf");
        Aip.Origin origin =
                new Aip.Origin(
                        DeliveryId.of("a1b2c3d4-0002-4000-8000-000000000002"),
                        "đợt 2",
                        "Công ty Số hóa C",
                        Instant.parse("2026-10-07T02:00:00Z"));
        RecordVersion first =
                new RecordVersion(1, Instant.parse("2026-10-07T02:01:00Z"), "Y Moan", "Tiếp nhận");
        RecordVersion second =
                new RecordVersion(
                        2,
                        Instant.parse("2026-11-01T03:00:00Z"),
                        "Trần Văn Kho",
                        "Hạn chế sử dụng; thêm bản ghi bổ sung");
        FondsId fonds = FondsId.of("0f6c2c1e-55aa-4c38-8f5e-9b1d7f3a2c41");
        return List.of(
                new Aip(
                        id,
                        fonds,
                        "H15",
                        null,
                        code,
                        file,
                        Rights.OPEN,
                        List.of(scanned),
                        List.of(origin),
                        List.of(first)),
                new Aip(
                        id,
                        fonds,
                        "H15",
                        null,
                        code,
                        file,
                        new Rights(Access.LISTED, true, null),
                        List.of(scanned, added),
                        List.of(origin),
                        List.of(first, second)));
    }

    /**
     * Created from a bag, delivered again in another bag by another contractor with a better scan
     * of the second document, and taken back to what it was.
     */
    List<Aip> deliveredTwice() {
        Aip first = digitised();
        Aip.Document second = first.documents().get(1);
        byte[] better = "%PDF-1.4 golden, a better scan\n".getBytes(StandardCharsets.UTF_8);
        ContentFile scan =
                new ContentFile(
                                second.files().getFirst().id(),
                                second.files().getFirst().path(),
                                "QĐ 412 (quét lại).pdf",
                                "application/pdf",
                                better.length,
                                11,
                                Digest.of(DigestAlgorithm.SHA512, better),
                                Digest.of(DigestAlgorithm.SHA256, better))
                        .with(new ScanFacts(12, 300, 11, 0, 0))
                        .scanned(CLEAN)
                        .identified(PDF);
        contents.put(scan.sha512(), better);
        List<Aip.Origin> origins = new ArrayList<>(first.origins());
        origins.add(
                new Aip.Origin(
                        2,
                        DeliveryId.of("a1b2c3d4-0003-4000-8000-000000000003"),
                        "dot-1-2026-giao-lai",
                        "Công ty Số hóa D",
                        Instant.parse("2026-11-02T08:00:00.5Z"),
                        new Aip.Bag(
                                "0.97",
                                "manifest-sha512.txt",
                                null,
                                "VN-2026/041-2",
                                null,
                                Instant.parse("2026-11-02T08:00:31Z"))));
        List<RecordVersion> history = new ArrayList<>(first.history());
        history.add(
                new RecordVersion(
                        2,
                        Instant.parse("2026-11-02T09:10:00Z"),
                        "Trần Văn Kho",
                        "Phiên bản mới từ gói giao nộp dot-1-2026-giao-lai: quét rõ hơn",
                        RecordVersion.Kind.CONTENT));
        Aip again =
                delivered(
                        first,
                        List.of(
                                first.documents().getFirst(),
                                new Aip.Document(
                                        second.id(),
                                        second.description(),
                                        second.rights(),
                                        List.of(scan))),
                        origins,
                        history);
        List<RecordVersion> taken = new ArrayList<>(history);
        taken.add(
                new RecordVersion(
                        3,
                        Instant.parse("2026-11-05T02:00:00Z"),
                        "Trần Văn Kho",
                        "Rút phần do gói giao nộp dot-1-2026-giao-lai mang đến, trở về như phiên"
                                + " bản 1: giao nhầm",
                        RecordVersion.Kind.REVERTED));
        return List.of(first, again, delivered(first, first.documents(), origins, taken));
    }

    private static Aip delivered(
            Aip like,
            List<Aip.Document> documents,
            List<Aip.Origin> origins,
            List<RecordVersion> history) {
        return new Aip(
                like.id(),
                like.fonds(),
                like.fondsCode(),
                like.seriesCode(),
                like.fileCode(),
                like.description(),
                like.rights(),
                documents,
                origins,
                history);
    }

    private Aip.Document document(
            AipId id,
            String code,
            int place,
            DocumentDescription description,
            Rights rights,
            String originalName) {
        byte[] bytes =
                ("%PDF-1.4 golden " + code + " " + place + "\n").getBytes(StandardCharsets.UTF_8);
        String path = AipLayout.DATA + description.docCode() + ".pdf";
        ContentFile file =
                new ContentFile(
                                ContentFileId.derive(id, path),
                                path,
                                originalName,
                                "application/pdf",
                                bytes.length,
                                11,
                                Digest.of(DigestAlgorithm.SHA512, bytes),
                                Digest.of(DigestAlgorithm.SHA256, bytes))
                        .with(new ScanFacts(12, 200, 10, 1, 0));
        contents.put(file.sha512(), bytes);
        return new Aip.Document(
                new DocumentId(new UUID(id.value().getMostSignificantBits(), place)),
                description,
                rights,
                List.of(file));
    }

    private static DocumentDescription full(String code, int place) {
        return new DocumentDescription(
                code + "." + AipLayout.number(place),
                place,
                DocumentType.DECISION,
                "41" + place,
                "QĐ-UBND",
                new ArchivalDate(2009, 3, place + 1),
                "Ủy ban nhân dân tỉnh Khánh Hòa",
                "Về việc giao đất cho hợp tác xã số " + place,
                List.of(LanguageCode.VIETNAMESE),
                11,
                "GĐ",
                "giao đất",
                UseMode.OPEN,
                ConfidenceLevel.DIGITISED,
                "Bút tích của Chủ tịch: \"đồng ý\"",
                PhysicalCondition.GOOD,
                true,
                "Có dấu giáp lai.",
                "000.00.01.H32-411/" + place,
                Maintenance.PERMANENT,
                true,
                true);
    }

    private static DocumentDescription bare(String code, int place, String subject) {
        @Nullable DocumentType none = null;
        return new DocumentDescription(
                code + "." + AipLayout.number(place),
                place,
                none,
                null,
                null,
                null,
                null,
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
                null);
    }
}
