package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import vn.tangthu.repository.AipStore.FondsObject;
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
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.UseMode;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Fonds and AIPs for tests; sentences of our own. */
public final class Samples {
    public static final Rights HIDDEN =
            new Rights(
                    Access.HIDDEN,
                    false,
                    "Bí mật đời tư",
                    AccessGround.PRIVATE_LIFE,
                    LocalDate.of(2061, 12, 31));
    private static final Instant RECEIVED = Instant.parse("2026-03-02T01:02:03.123Z");

    private Samples() {}

    public static FondsObject fonds(String code, Rights rights, String... seriesCodes) {
        List<FondsObject.SeriesEntry> series = new ArrayList<>();
        for (String seriesCode : seriesCodes) {
            series.add(
                    new FondsObject.SeriesEntry(
                            new SeriesId(UUID.randomUUID()), seriesCode, "Mục lục " + seriesCode));
        }
        return new FondsObject(
                new FondsId(UUID.randomUUID()),
                new Holdings.NewFonds(
                        code,
                        "Sở Thủy lợi, phông " + code,
                        "H49",
                        LocalDate.of(1995, 12, 31),
                        "Thành lập năm 1976.",
                        rights),
                series,
                RECEIVED,
                1);
    }

    /** The documents have the given rights, one each. */
    public static Aip aip(
            FondsObject fonds,
            @Nullable String series,
            String fileCode,
            DeliveryId delivery,
            Rights rights,
            Rights... documents) {
        AipId id = new AipId(UUID.randomUUID());
        return aip(id, fonds, series, fileCode, delivery, rights, documents);
    }

    public static Aip aip(
            AipId id,
            FondsObject fonds,
            @Nullable String series,
            String fileCode,
            DeliveryId delivery,
            Rights rights,
            Rights... documents) {
        List<Aip.Document> all = new ArrayList<>();
        for (Rights of : documents) {
            all.add(document(id, fileCode, all.size() + 1, of));
        }
        return new Aip(
                id,
                fonds.id(),
                fonds.fonds().code(),
                series,
                fileCode,
                description(fonds.fonds().archiveCode() + "." + fileCode, rights),
                rights,
                all,
                List.of(new Aip.Origin(delivery, "Đợt 1", "Công ty Số hóa Biển Đông", RECEIVED)),
                List.of(new RecordVersion(1, RECEIVED.plusSeconds(60), "tester", "Tiếp nhận")));
    }

    public static FileDescription description(String arcFileCode, Rights rights) {
        return new FileDescription(
                arcFileCode,
                "Hồ sơ đắp đê <năm lũ> " + arcFileCode,
                Maintenance.PERMANENT,
                rights.access() == Access.PUBLIC ? UseMode.OPEN : UseMode.CONDITIONAL,
                List.of(LanguageCode.VIETNAMESE, LanguageCode.FRENCH),
                ArchivalDate.parse("05/1978"),
                ArchivalDate.parse("31/12/1981"),
                "đê; lũ",
                1,
                12,
                24,
                PhysicalCondition.FAIR,
                null,
                ConfidenceLevel.DIGITISED,
                "H49.K1.G2.7",
                true,
                false,
                null);
    }

    /** What lies in the file of a document. */
    public static byte[] bytes(String docCode) {
        return ("Nội dung của " + docCode).getBytes(StandardCharsets.UTF_8);
    }

    /** The files of an AIP as they lie before they are stored. */
    public static Map<ContentFileId, Path> sources(Aip aip, Path directory) throws IOException {
        Map<ContentFileId, Path> sources = new HashMap<>();
        for (Aip.Document document : aip.documents()) {
            Path file = directory.resolve(document.files().getFirst().id() + ".pdf");
            Files.write(file, bytes(document.description().docCode()));
            sources.put(document.files().getFirst().id(), file);
        }
        return sources;
    }

    private static Aip.Document document(AipId aip, String fileCode, int ordinal, Rights rights) {
        String docCode = "%s.%07d".formatted(fileCode, ordinal);
        String path = "representations/rep1/data/" + docCode + ".pdf";
        byte[] bytes = bytes(docCode);
        ContentFile file =
                new ContentFile(
                        ContentFileId.derive(aip, path),
                        path,
                        docCode + ".pdf",
                        "application/pdf",
                        bytes.length,
                        3,
                        Digest.of(DigestAlgorithm.SHA512, bytes),
                        Digest.of(DigestAlgorithm.SHA256, bytes));
        DocumentDescription description =
                new DocumentDescription(
                        docCode,
                        ordinal,
                        DocumentType.PLAN,
                        "23",
                        "KH-UB",
                        ArchivalDate.parse("12/06/1978"),
                        "Ủy ban nhân dân tỉnh",
                        "Kế hoạch đắp đê số " + ordinal,
                        List.of(LanguageCode.VIETNAMESE),
                        3,
                        null,
                        null,
                        null,
                        ConfidenceLevel.DIGITISED,
                        null,
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new Aip.Document(
                DocumentId.derive(aip, docCode), description, rights, List.of(file));
    }

    /** The same AIP under another id, ids derived from it included. */
    public static Aip withId(Aip aip, AipId id) {
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document document : aip.documents()) {
            List<ContentFile> files = new ArrayList<>();
            for (ContentFile file : document.files()) {
                files.add(
                        new ContentFile(
                                        ContentFileId.derive(id, file.path()),
                                        file.path(),
                                        file.originalName(),
                                        file.mimeType(),
                                        file.size(),
                                        file.pages(),
                                        file.sha512(),
                                        file.sha256())
                                .with(file.scan()));
            }
            documents.add(
                    new Aip.Document(
                            DocumentId.derive(id, document.description().docCode()),
                            document.description(),
                            document.rights(),
                            files));
        }
        return new Aip(
                id,
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                documents,
                aip.origins(),
                aip.history());
    }
}
