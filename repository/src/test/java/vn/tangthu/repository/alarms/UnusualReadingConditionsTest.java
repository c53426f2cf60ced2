package vn.tangthu.repository.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Alarms.Kind;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.ReadingWatch;
import vn.tangthu.repository.ReadingWatch.Notice;
import vn.tangthu.repository.ReadingWatch.Rule;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.alarms.AlarmConditions.Condition;

/** However many read unusually, each is told, and the desk is not flooded. */
class UnusualReadingConditionsTest {
    private final ReadingWatch watch = mock(ReadingWatch.class);
    private final AlarmConditions conditions =
            new AlarmConditions(
                    mock(AuditBudget.class),
                    mock(Repairs.class),
                    mock(Copies.class),
                    mock(BackupSets.class),
                    mock(VirusScanner.class),
                    mock(Ledger.class),
                    watch,
                    mock(AlarmProperties.class),
                    Clock.systemUTC());

    private static Notice notice(long number, Rule rule, String person) {
        return new Notice(
                number, rule, person, Instant.EPOCH, Instant.EPOCH, 31, 0, 30, null, null, null);
    }

    @Test
    void anAccountIsOneAlarmAndManyAreSummedUp() {
        List<Notice> open = new ArrayList<>();
        for (int i = 1; i <= 23; i++) {
            open.add(notice(2L * i, Rule.MANY_RECORDS, "người " + i));
            open.add(notice(2L * i + 1, Rule.NIGHT, "người " + i));
        }
        when(watch.open()).thenReturn(open);
        List<Condition> found =
                conditions.now().conditions().stream()
                        .filter(one -> one.kind() == Kind.UNUSUAL_READING)
                        .toList();
        assertThat(found).hasSize(21);
        assertThat(found.getFirst().subject()).isEqualTo("2");
        assertThat(found.getFirst().facts())
                .containsEntry("MANY_RECORDS", "31 > 30")
                .containsEntry("NIGHT", "31 > 30");
        assertThat(found.getLast().subject()).isEmpty();
        assertThat(found.getLast().facts()).containsEntry("others", "3");
    }
}
