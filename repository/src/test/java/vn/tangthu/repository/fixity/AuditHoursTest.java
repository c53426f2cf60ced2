package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditHoursTest {
    private static Instant at(String time) {
        return LocalDateTime.parse("2026-11-22T" + time).atZone(AuditHours.VIETNAM).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "22:00-06:00, 21:59:59, false",
        "22:00-06:00, 22:00:00, true",
        "22:00-06:00, 23:59:59, true",
        "22:00-06:00, 00:00:00, true",
        "22:00-06:00, 05:59:59, true",
        "22:00-06:00, 06:00:00, false",
        "08:00-17:30, 07:59:59, false",
        "08:00-17:30, 17:29:59, true",
        "08:00-17:30, 17:30:00, false",
        "20:00-24:00, 23:59:59, true",
        "20:00-24:00, 00:00:00, false",
        "'', 03:00:00, true",
    })
    void theHoursAreThoseOfVietnamAlsoOverMidnight(String hours, String time, boolean open) {
        assertThat(AuditHours.parse(hours).isOpen(at(time))).isEqualTo(open);
    }

    @Test
    void theirLengthIsToldAlsoOverMidnight() {
        assertThat(AuditHours.parse("22:00-06:00").perDay()).isEqualTo(Duration.ofHours(8));
        assertThat(AuditHours.parse("08:00-17:30").perDay()).isEqualTo(Duration.ofMinutes(570));
        assertThat(AuditHours.parse("20:00-24:00").perDay()).isEqualTo(Duration.ofHours(4));
        assertThat(AuditHours.parse(" ").perDay()).isEqualTo(Duration.ofDays(1));
        assertThat(AuditHours.parse("22:00-06:00")).hasToString("22:00-06:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"22-06", "22:00", "25:00-06:00", "06:00-06:00", "22:00-06:00-07:00"})
    void whatIsNoHoursIsRefusedWhenTheServiceStarts(String hours) {
        assertThatThrownBy(() -> AuditHours.parse(hours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("22:00-06:00");
    }
}
