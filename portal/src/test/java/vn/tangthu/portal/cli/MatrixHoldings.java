package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/** Takes into the archive of a {@link MatrixWorld} what its things are. */
final class MatrixHoldings {
    private static final Rights HIDE = new Rights(Access.HIDDEN, false, null);

    private final MatrixWorld world;
    private final RunningArchive archive;

    MatrixHoldings(MatrixWorld world) {
        this.world = world;
        this.archive = world.archive;
    }

    private static int number(MatrixThing thing) {
        return 84_720 + 11 * thing.ordinal();
    }

    private static String code(MatrixThing thing) {
        return MatrixWorld.FONDS.code() + ".1998." + number(thing);
    }

    /** Takes the hồ sơ in, as they are until {@link #hide}. */
    void takeIn() throws IOException, InterruptedException {
        archive.createFonds(MatrixWorld.FONDS);
        Path folder = Files.createDirectories(world.work.resolve("delivery"));
        StringBuilder of =
                new StringBuilder(
                        "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Chế độ sử dụng\n");
        StringBuilder documents =
                new StringBuilder("Mã tài liệu,Trích yếu nội dung,Mức truy cập\n");
        for (MatrixThing thing : MatrixWorld.THINGS) {
            String use =
                    switch (thing) {
                        case OPEN, INSIDE, SUSPECT -> "Công khai";
                        default -> "Hạn chế";
                    };
            of.append(
                    MatrixWorld.FONDS.code()
                            + ","
                            + code(thing)
                            + ",Hồ sơ "
                            + world.word(thing, "title"));
            of.append(",Vĩnh viễn," + use + "\n");
            // Of the open hồ sơ with a hidden document, its first document is like any open one.
            List<MatrixThing> in =
                    switch (thing) {
                        case INSIDE -> List.of(MatrixThing.OPEN, thing);
                        case TWIN -> List.of(thing, thing, thing);
                        default -> List.of(thing);
                    };
            for (int i = 1; i <= in.size(); i++) {
                MatrixThing each = in.get(i - 1);
                String code = code(thing) + ".000000" + i;
                String access = use.equals("Công khai") ? "công khai" : "liệt kê";
                documents.append(
                        code + ",Văn bản " + world.word(each, "subject") + "," + access + "\n");
                List<String> pages = new ArrayList<>();
                for (int page = 0; page <= (thing == MatrixThing.TWIN ? 2 : 0); page++) {
                    pages.add("Nội dung " + world.word(each, "text") + " tờ " + page);
                }
                Path file = Papers.pdf(folder.resolve(code + ".pdf"), pages);
                if (i == 1 || thing == MatrixThing.INSIDE) {
                    world.keep(thing, Files.readAllBytes(file));
                }
            }
            // A document of images: the only kind that is also given as one PDF.
            String scan = code(thing) + ".0000009";
            String access = use.equals("Công khai") ? "công khai" : "liệt kê";
            documents.append(scan + ",Bản vẽ " + thing + "," + access + "\n");
            Path unused = Papers.jpeg(folder.resolve(scan + "_1.jpg"), "Bản vẽ " + thing);
        }
        Files.writeString(folder.resolve("DanhMucHoSo.csv"), of);
        Files.writeString(folder.resolve("DanhMucTaiLieu.csv"), documents);
        RunningArchive.Said said = archive.verb(world.work, "ingest", "delivery", "--json");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        archive.port(IndexStatus.class).awaitCaughtUp(false, Progress.NONE);
        find();
        RecordView.Full inside = world.record(MatrixThing.INSIDE);
        archive.port(Holdings.class)
                .restrictDocument(
                        inside.id(),
                        world.document(MatrixThing.INSIDE).id(),
                        HIDE,
                        "thử",
                        Reader.OPERATOR);
    }

    void find() {
        Catalogue catalogue = archive.port(Catalogue.class);
        for (MatrixThing thing : MatrixWorld.THINGS) {
            RecordView.Full record =
                    (RecordView.Full)
                            catalogue
                                    .record(
                                            catalogue
                                                    .resolve(code(thing), Reader.OPERATOR)
                                                    .orElseThrow(),
                                            Reader.OPERATOR)
                                    .orElseThrow();
            world.keep(thing, record);
            ArchivalDocument document = world.document(thing);
            world.put(thing, "record", record.id().toString());
            world.put(thing, "bare", record.id().toString().replace("-", ""));
            world.put(thing, "code", record.arcFileCode());
            world.put(thing, "document", document.id().toString());
            world.put(thing, "bare-document", document.id().toString().replace("-", ""));
            world.put(thing, "file", document.files().getFirst().id().toString());
            world.put(thing, "scan", record.documents().getLast().id().toString());
            world.put(thing, "digest", document.files().getFirst().sha512().hex());
            world.put(thing, "ordinal", thing == MatrixThing.INSIDE ? "2" : "1");
            world.put(thing, "word", world.word(thing, "text"));
            world.put(thing, "title", world.word(thing, "title"));
        }
    }

    /** Until then it is listed, so that things can be asked and ordered of it. */
    void hide() {
        archive.port(Holdings.class)
                .restrict(world.record(MatrixThing.HIDDEN).id(), HIDE, "thử", Reader.OPERATOR);
    }

    /** Fonds, series and paper of each kind. */
    void inFonds() {
        Holdings holdings = archive.port(Holdings.class);
        for (MatrixThing thing :
                List.of(
                        MatrixThing.OPEN,
                        MatrixThing.LISTED,
                        MatrixThing.HIDDEN,
                        MatrixThing.TWIN)) {
            Rights rights =
                    switch (thing) {
                        case OPEN -> Rights.OPEN;
                        case HIDDEN -> HIDE;
                        default -> Rights.LISTED;
                    };
            world.plant(thing, "desk", world.word());
            FondsId fonds =
                    holdings.createFonds(
                            new Holdings.NewFonds(
                                    "H32.9" + thing.ordinal(),
                                    "Phông " + world.word(thing, "fonds-title"),
                                    SampleFonds.ARCHIVE_CODE,
                                    null,
                                    "Lịch sử " + world.word(thing, "fonds-history"),
                                    rights),
                            Reader.OPERATOR);
            world.put(thing, "fonds", fonds.toString());
            world.put(
                    thing,
                    "series",
                    holdings.createSeries(
                                    fonds,
                                    "01",
                                    "Mục lục " + world.word(thing, "fonds-title"),
                                    Reader.OPERATOR)
                            .toString());
            PaperRegister register = archive.port(PaperRegister.class);
            var paper =
                    register.save(
                            null,
                            0,
                            new PaperRegister.Draft(
                                    "thử",
                                    MatrixWorld.FONDS.code(),
                                    "GIAY." + number(thing),
                                    "1",
                                    "9",
                                    "Hồ sơ giấy " + world.word(thing, "paper-title"),
                                    1978,
                                    1981,
                                    null,
                                    null,
                                    null,
                                    "Kho " + world.word(thing, "desk"),
                                    null,
                                    rights,
                                    null,
                                    "Ghi " + world.word(thing, "paper-title"),
                                    Set.of()),
                            "thử",
                            MatrixWorld.LAN);
            world.put(thing, "paper", paper.toString());
            world.put(
                    thing,
                    "paper-code",
                    register.find(paper, MatrixWorld.LAN).orElseThrow().arcFileCode());
        }
    }

    /** Of each kind one, so that its page can be asked for by its code. */
    void certify() throws IOException {
        for (MatrixThing thing : MatrixWorld.THINGS) {
            if (thing == MatrixThing.SUSPECT) {
                continue;
            }
            Certificates.Certificate certificate =
                    archive.port(CertificateIssuing.class)
                            .record(world.record(thing).id(), archive.address(), MatrixWorld.LAN)
                            .orElseThrow();
            world.put(thing, "certificate", certificate.code());
            world.put(thing, "certificate-number", certificate.number());
            // Of the hidden document in an open hồ sơ there is none: nobody is told of it.
            world.put(
                    thing, "file-code", certificate.codeOf(certificate.what().files().getFirst()));
        }
    }
}
