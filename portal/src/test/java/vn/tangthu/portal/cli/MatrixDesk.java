package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SuspectedSecrets;

/** What lies on the desks in a {@link MatrixWorld}: a delivery with pairs, lists, uploads. */
final class MatrixDesk {
    private final MatrixWorld world;
    private final RunningArchive archive;
    private final MatrixPeople people;

    MatrixDesk(MatrixWorld world, MatrixPeople people) {
        this.world = world;
        this.archive = world.archive;
        this.people = people;
    }

    void lay() throws Exception {
        pairs();
        lists();
        suspect();
        notice();
    }

    /** A delivery that has the same bytes as something kept of each kind, and waits. */
    private void pairs() throws Exception {
        List<MatrixThing> things =
                List.of(MatrixThing.OPEN, MatrixThing.LISTED, MatrixThing.HIDDEN);
        String name = world.word();
        world.plant(MatrixThing.HIDDEN, "desk-delivery", name);
        Path folder = Files.createDirectories(world.work.resolve("giao-" + name));
        StringBuilder of =
                new StringBuilder(
                        "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Chế độ sử dụng\n");
        StringBuilder documents =
                new StringBuilder("Mã tài liệu,Trích yếu nội dung,Mức truy cập\n");
        String fonds = MatrixWorld.FONDS.code();
        for (MatrixThing thing : things) {
            String code = fonds + ".1999." + (31_000 + thing.ordinal());
            of.append(fonds + "," + code + ",Lần hai " + name + ",Vĩnh viễn,Công khai\n");
            documents.append(code + ".0000001,Văn bản " + name + ",công khai\n");
            Files.write(folder.resolve(code + ".0000001.pdf"), world.bytes(thing));
        }
        Files.writeString(folder.resolve("DanhMucHoSo.csv"), of);
        Files.writeString(folder.resolve("DanhMucTaiLieu.csv"), documents);
        Deliveries.Result waits =
                archive.port(Deliveries.class)
                        .ingest(
                                folder,
                                new Deliveries.Options(
                                        false, false, "Công ty Số hóa", MatrixWorld.LAN, true),
                                Progress.NONE);
        DeliveryId delivery = Objects.requireNonNull(waits.delivery());
        world.put("delivery", delivery.value().toString());
        for (DeliveryPairs.Pair pair :
                archive.port(DeliveryPairs.class)
                        .list(delivery, DeliveryPairs.Kind.SAME_BYTES, 0, 100, MatrixWorld.LAN)
                        .items()) {
            for (MatrixThing thing : things) {
                if (pair.found().other().record().equals(world.value(thing, "code"))) {
                    world.put(thing, "pair", pair.key());
                }
            }
        }
    }

    /** Lists that name what is hidden: to correct, and to destroy. */
    private void lists() throws Exception {
        RecordView.Full hidden = world.record(MatrixThing.HIDDEN);
        Path list = world.work.resolve("sua.xlsx");
        Corrections corrections = archive.port(Corrections.class);
        try (var out = Files.newOutputStream(list)) {
            corrections.export(
                    new Inventories.Of.TheFonds(hidden.fonds().id()), true, MatrixWorld.LAN, out);
        }
        String name = world.word();
        world.plant(MatrixThing.HIDDEN, "desk-list", name);
        world.put("correction", corrections.look(list, name + ".xlsx", MatrixWorld.LAN).toString());
        Destructions destructions = archive.port(Destructions.class);
        String why = world.word();
        world.plant(MatrixThing.HIDDEN, "desk-destruction", why);
        UUID destruction = destructions.create("Xét " + why, people.reader(MatrixReader.ARCHIVIST));
        destructions.add(
                destruction,
                List.of(
                        new Destructions.Proposal(
                                hidden.description().arcFileCode(),
                                Destructions.Ground.EXPIRED,
                                null)),
                people.reader(MatrixReader.ARCHIVIST));
        world.put("destruction", destruction.toString());
    }

    /** A stamp was read in what is hidden by nobody's decision. */
    private void suspect() {
        RecordView.Full record = world.record(MatrixThing.SUSPECT);
        var file = record.documents().getFirst().files().getFirst();
        archive.port(SuspectedSecrets.class)
                .suspect(file.sha512(), 1, SuspectedSecrets.Level.SECRET);
        world.put("suspect-record", record.id().toString());
        world.put("suspect-file", file.id().toString());
    }

    /** A letter about saved searches was asked for. */
    private void notice() {
        String mail = world.word();
        world.plant(MatrixThing.HIDDEN, "request-mail@CITIZEN", mail);
        SavedSearches saved = archive.port(SavedSearches.class);
        var account = people.account(MatrixReader.CITIZEN).id();
        assertThat(saved.ask(account, mail + "@dan.example")).isTrue();
        world.put("notice", saved.notice(account).orElseThrow().code());
    }

    /** A package on its way. */
    void send() throws Exception {
        world.put("package", announced(MatrixReader.ARCHIVIST));
    }

    private String announced(MatrixReader by) throws Exception {
        String name = world.word();
        world.plant(MatrixThing.HIDDEN, "desk-package", name);
        var answer =
                people.send(
                        by,
                        "POST",
                        "/app-tai-len/goi",
                        "json:{\"name\":\""
                                + name
                                + ".zip\",\"kind\":\"ZIP\",\"files\":1,\"bytes\":4}",
                        new byte[0]);
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        Matcher id = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(body);
        assertThat(id.find()).as(answer.statusCode() + " " + body).isTrue();
        return id.group(1);
    }
}
