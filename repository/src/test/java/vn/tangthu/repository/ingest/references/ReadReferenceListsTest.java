package vn.tangthu.repository.ingest.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ReferenceLists.Read;
import vn.tangthu.repository.ReferenceMatching;

class ReadReferenceListsTest {
    @TempDir Path directory;

    private Read read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("danh-sach.csv"), text);
        return new ReadReferenceLists().read(file, "ds.csv");
    }

    @Test
    void columnsAreKnownByTheirHeadingsInAnyOrder() throws IOException {
        Read read =
                read(
                        """
                        Danh sách hồ sơ đề nghị khai thác,,,
                        STT,Năm,Số ký hiệu,MÃ HỒ SƠ
                        1,,,H49.18.01
                        2,2004,115/QĐ-UBND,
                        3,,,
                        4,12/3/2004,05/KH-UB,H49.18.02
                        """);
        assertThat(read.findings()).isEmpty();
        assertThat(read.lines())
                .extracting(AskedReference::code, AskedReference::number, AskedReference::year)
                .containsExactly(
                        tuple("H49.18.01", "H49.18.01", null),
                        tuple("", "115/QĐ-UBND", 2004),
                        tuple("H49.18.02", "05/KH-UB", 2004));
        assertThat(read.lines())
                .extracting(AskedReference::inside)
                .containsExactly(false, false, true);
    }

    @Test
    void whatIsNoListIsToldWithTheColumnsThatAreKnown() throws IOException {
        assertThat(read("Họ tên,Địa chỉ\nAn,Nha Trang\n").findings())
                .extracting(Finding::code)
                .containsExactly("REFERENCE_LIST_UNKNOWN");
        assertThat(read("STT,Mã hồ sơ\n1,\n").findings())
                .extracting(Finding::code)
                .containsExactly("REFERENCE_LIST_EMPTY");
    }

    @Test
    void aListOfMoreLinesThanAnOrderMayHaveIsRefused() throws IOException {
        String lines =
                IntStream.rangeClosed(0, ReferenceMatching.MOST)
                        .mapToObj(n -> n + ",H49." + n + "\n")
                        .collect(Collectors.joining());
        Read read = read("STT,Mã hồ sơ\n" + lines);
        assertThat(read.blocked()).isTrue();
        assertThat(read.findings()).extracting(Finding::code).containsExactly("LIST_TOO_MANY_ROWS");
    }

    @Test
    void aLineIsReadHoweverSomebodyWroteIt() {
        assertThat(AskedReference.of("1", " Quyết định số  115/QĐ-UBND ngày 12/3/2004 "))
                .extracting(AskedReference::number, AskedReference::year)
                .containsExactly("115/QĐ-UBND", 2004);
        assertThat(AskedReference.of("1", "23/KH-UB (1978)"))
                .extracting(AskedReference::number, AskedReference::year)
                .containsExactly("23/KH-UB", 1978);
        assertThat(AskedReference.of("1", "115/2004/QĐ-UBND"))
                .extracting(AskedReference::number, AskedReference::year)
                .containsExactly("115/2004/QĐ-UBND", null);
        assertThat(AskedReference.of("1", "23 1978"))
                .extracting(AskedReference::number, AskedReference::year)
                .containsExactly("23", 1978);
        assertThat(AskedReference.of("1", "x".repeat(400)))
                .extracting(AskedReference::code, AskedReference::number)
                .containsExactly("", "");
    }
}
