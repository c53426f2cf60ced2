package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.portal.papers.DeliveryPapers;
import vn.tangthu.portal.papers.InventoryPapers;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.DeliveryMinutes.AttachedList;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.NewList;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;
import vn.tangthu.storage.TangThuHome;

/**
 * Makes minutes together with the lists that they name as attached, and gives all of them out as
 * they were.
 */
@Component
class MinutesLists {
    private static final int PIECE = 500;
    private static final Words VIETNAMESE = Words.in(Locale.forLanguageTag("vi"));

    private final DeliveryMinutes minutes;
    private final InventoryPapers inventories;
    private final Deliveries deliveries;
    private final DeliveryPapers papers;
    private final TangThuHome home;

    MinutesLists(
            DeliveryMinutes minutes,
            InventoryPapers inventories,
            Deliveries deliveries,
            DeliveryPapers papers,
            TangThuHome home) {
        this.minutes = minutes;
        this.inventories = inventories;
        this.deliveries = deliveries;
        this.papers = papers;
        this.home = home;
    }

    /** As {@link DeliveryMinutes#make}, with the lists of now. */
    Minutes make(Delivery delivery, Kind kind, Parties parties, Reader actor) throws IOException {
        Path folder = Files.createTempDirectory(home.tmp(), "bien-ban-");
        try {
            List<NewList> lists = new ArrayList<>();
            for (boolean documents : new boolean[] {false, true}) {
                Path file =
                        folder.resolve(documents ? "muc-luc-van-ban.xlsx" : "muc-luc-ho-so.xlsx");
                long rows;
                try (OutputStream out = Files.newOutputStream(file)) {
                    rows =
                            inventories.write(
                                    new Inventories.Of.TheDelivery(delivery.id()),
                                    delivery.name(),
                                    documents,
                                    InventoryPapers.Form.XLSX,
                                    actor,
                                    out);
                }
                lists.add(list(documents ? "Mục lục văn bản" : "Mục lục hồ sơ", rows, file));
            }
            if (kind == Kind.ACCEPTANCE) {
                Path file = folder.resolve("danh-sach-phat-hien.xlsx");
                lists.add(list("Danh sách phát hiện", findings(delivery.id(), file), file));
            }
            return minutes.make(delivery.id(), kind, parties, lists, actor);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static NewList list(String title, long rows, Path file) {
        return new NewList(title, file.getFileName().toString(), rows, file);
    }

    private long findings(DeliveryId delivery, Path file) throws IOException {
        int rows = 0;
        try (OutputStream out = Files.newOutputStream(file);
                FindingsXlsx sheet =
                        new FindingsXlsx(
                                VIETNAMESE, deliveries.comparison(delivery).orElse(null), out)) {
            Slice<Finding> some;
            while (!(some = deliveries.findings(delivery, rows, PIECE)).items().isEmpty()) {
                for (Finding finding : some.items()) {
                    sheet.add(finding);
                    rows++;
                }
            }
        }
        return rows;
    }

    /** The paper in both forms and what is attached to it. */
    void zip(Minutes of, Reader reader, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            String name = papers.fileName(of);
            zip.putNextEntry(new ZipEntry(name + ".docx"));
            papers.docx(of, open(zip));
            zip.putNextEntry(new ZipEntry(name + ".pdf"));
            papers.pdf(of, open(zip));
            boolean withheld = minutes.withheld(of.delivery(), reader);
            for (AttachedList list : of.lists()) {
                if (withheld) {
                    zip.putNextEntry(new ZipEntry(list.fileName() + ".khong-cung-cap.txt"));
                    zip.write(
                            VIETNAMESE
                                    .of("minutes.withheld", list.title(), list.sha256())
                                    .getBytes(StandardCharsets.UTF_8));
                } else {
                    zip.putNextEntry(new ZipEntry(list.fileName()));
                    minutes.write(of, list, reader, zip);
                }
            }
        }
    }

    /** Papers close what they are written to. */
    private static OutputStream open(ZipOutputStream zip) {
        return new java.io.FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                zip.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
