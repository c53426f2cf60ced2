package vn.tangthu.repository.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.source.SourceLimits;

class LongListTest {
    private static final int ROWS = 3_000;
    private static final String CODE = "H32.16.1998.15";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void aLongListIsNotReadToItsEndByWhoIsCancelled(String format) throws IOException {
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ\n"
                        + "H32.16,"
                        + CODE
                        + ",Đường liên xã,Vĩnh viễn\n");
        documents(format);
        List<Long> told = new ArrayList<>();
        CheckedDelivery checked =
                new DeliveryCheck(
                                FakeHoldings.catalogue(),
                                null,
                                Clock.systemUTC(),
                                SourceLimits.STANDARD,
                                ListLimits.STANDARD,
                                1)
                        .check(
                                folder,
                                new Progress() {
                                    @Override
                                    public void at(Phase phase, long done, long total) {
                                        assertThat(phase).isEqualTo(Phase.READ_LISTS);
                                        told.add(done);
                                    }

                                    @Override
                                    public boolean cancelled() {
                                        return told.getLast() > 0;
                                    }
                                });

        assertThat(checked.cancelled()).isTrue();
        assertThat(checked.valid()).isEmpty();
        assertThat(told.getLast()).isBetween(1L, ROWS / 2L);
    }

    private void documents(String format) throws IOException {
        Path list = folder.resolve("DanhMucTaiLieu." + format);
        if (format.equals("csv")) {
            StringBuilder text = new StringBuilder("Mã tài liệu,Trích yếu nội dung\n");
            for (int i = 1; i <= ROWS; i++) {
                text.append(CODE + ".%07d,Về việc %d%n".formatted(i, i));
            }
            Files.writeString(list, text);
            return;
        }
        try (OutputStream out = Files.newOutputStream(list);
                Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("a");
            sheet.value(0, 0, "Mã tài liệu");
            sheet.value(0, 1, "Trích yếu nội dung");
            for (int i = 1; i <= ROWS; i++) {
                sheet.value(i, 0, CODE + ".%07d".formatted(i));
                sheet.value(i, 1, "Về việc " + i);
            }
        }
    }
}
