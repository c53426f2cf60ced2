package vn.tangthu.repository.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Reader;

/** The fonds was closed on 1 July 2025; today is 21 November 2026. */
class DateCheckTest {
    private final DateCheck check = new DateCheck(LocalDate.of(2026, 11, 21));
    private final Fonds fonds =
            FakeHoldings.catalogue().fondsByCode("H32.16", Reader.OPERATOR).orElseThrow();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "30/06/2025, false",
        "01/07/2025, false",
        "02/07/2025, true",
        "06/2025, false",
        "07/2025, false",
        "08/2025, true",
        "2025, false",
        "2026, true"
    })
    void onlyADateThatLiesAfterTheClosingAsAWholeIsTold(String date, boolean late) {
        List<String> told = late ? List.of("DATED_AFTER_CLOSING") : List.of();
        assertThat(codes(check.alone("x", document(date), fonds))).isEqualTo(told);
        assertThat(codes(check.of("x", document(date), record(null, null), fonds))).isEqualTo(told);
        List<String> ofRecord = late ? List.of("RECORD_AFTER_CLOSING") : List.of();
        for (FileDescription hoSo : List.of(record("1998", date), record(date, null))) {
            assertThat(codes(check.closing("x", hoSo, fonds).stream().toList()))
                    .isEqualTo(ofRecord);
        }
    }

    /** The earlier of the day on which it was closed and that on which its makers ended. */
    @ParameterizedTest(name = "closed {0}, ended {1}: {2} {3}")
    @CsvSource({
        ", 2025-07-01, 15/08/2025, true",
        ", 2025-07-01, 01/07/2025, false",
        "2025-12-31, 2025-07-01, 15/08/2025, true",
        "2024-12-31, 2025-07-01, 15/05/2025, true",
        ", , 15/08/2025, false"
    })
    void datesAreToldFromTheEndOfTheMakersOn(
            @Nullable LocalDate closed, @Nullable LocalDate ended, String date, boolean late) {
        Fonds of =
                new Fonds(
                        fonds.id(),
                        fonds.code(),
                        fonds.title(),
                        fonds.archiveCode(),
                        closed,
                        null,
                        fonds.rights(),
                        0,
                        fonds.createdAt(),
                        ended);
        assertThat(codes(check.alone("x", document(date), of)))
                .isEqualTo(late ? List.of("DATED_AFTER_CLOSING") : List.of());
        assertThat(codes(check.closing("x", record("1998", date), of).stream().toList()))
                .isEqualTo(late ? List.of("RECORD_AFTER_CLOSING") : List.of());
    }

    @ParameterizedTest(name = "{0} in {1} to {2}: {3}")
    @CsvSource({
        "1998, 05/1998, 06/1998, false",
        "04/1998, 05/1998, 06/1998, true",
        "05/1998, 31/05/1998, 06/1998, false",
        "01/07/1998, 05/1998, 06/1998, true",
        "1999, 1998, , false",
        "1997, , 1996, true"
    })
    void aDocumentIsOutsideItsHoSoWhereNoDayOfItIsInside(
            String date, @Nullable String start, @Nullable String end, boolean outside) {
        assertThat(codes(check.of("x", document(date), record(start, end), fonds)))
                .isEqualTo(outside ? List.of("DATE_OUTSIDE_RECORD") : List.of());
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).toList();
    }

    private static @Nullable ArchivalDate date(@Nullable String text) {
        return text == null ? null : ArchivalDate.parse(text);
    }

    private static FileDescription record(@Nullable String start, @Nullable String end) {
        return new FileDescription(
                "H32.16.1",
                "Hồ sơ nâng cấp đường",
                Maintenance.PERMANENT,
                null,
                List.of(LanguageCode.VIETNAMESE),
                date(start),
                date(end),
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

    private static DocumentDescription document(String date) {
        return new DocumentDescription(
                "H32.16.1.0000001",
                1,
                null,
                null,
                null,
                date(date),
                null,
                "Về việc nâng cấp đường",
                List.of(LanguageCode.VIETNAMESE),
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
