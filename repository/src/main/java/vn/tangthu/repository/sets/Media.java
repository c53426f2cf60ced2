package vn.tangthu.repository.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.BackupSets.Medium;
import vn.tangthu.repository.BackupSets.MediumKind;
import vn.tangthu.repository.BackupSets.NewMedium;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;

/**
 * The media, and when what is on them must be on younger ones: a year before the end of what such a
 * medium is trusted for, and at the latest after the years in which media are changed (Thông tư
 * 05/2025/TT-BNV, chương V).
 */
@Component
class Media {
    /** On the medium: which it is. */
    static final String MARK = "tangthu-medium.json";

    /** "chậm nhất 01 năm trước khi hết độ bền", as the circular has it. */
    private static final int YEARS_BEFORE_THE_END = 1;

    private static final int MOST_BYTES = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int hardDisk;
    private final int solidState;
    private final int tape;
    private final int optical;
    private final int other;
    private final int change;
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * @param hardDisk years that such a medium is trusted; what its maker guarantees is better
     * @param change years after which media are changed anyway; 0: never
     */
    Media(
            JdbcClient jdbc,
            Clock clock,
            @Value("${tangthu.media.years.hard-disk:5}") int hardDisk,
            @Value("${tangthu.media.years.solid-state:5}") int solidState,
            @Value("${tangthu.media.years.tape:15}") int tape,
            @Value("${tangthu.media.years.optical:10}") int optical,
            @Value("${tangthu.media.years.other:3}") int other,
            @Value("${tangthu.media.change-after-years:3}") int change) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.hardDisk = hardDisk;
        this.solidState = solidState;
        this.tape = tape;
        this.optical = optical;
        this.other = other;
        this.change = change;
    }

    private int years(MediumKind kind) {
        return switch (kind) {
            case HARD_DISK -> hardDisk;
            case SOLID_STATE -> solidState;
            case TAPE -> tape;
            case OPTICAL -> optical;
            case OTHER -> other;
        };
    }

    LocalDate replaceBy(MediumKind kind, LocalDate firstUsed) {
        LocalDate worn = firstUsed.plusYears(Math.max(0, years(kind) - YEARS_BEFORE_THE_END));
        LocalDate changed = firstUsed.plusYears(change);
        return change > 0 && changed.isBefore(worn) ? changed : worn;
    }

    List<Medium> inUse() {
        return jdbc
                .sql(
                        """
                        select m.*, count(s.id) as sets, max(s.finished_at) as last_set from kept.medium m
                            left join kept.backup_set s on s.serial = m.serial and s.state = 'COMPLETE'
                        where m.retired_on is null group by m.serial limit 1000
                        """)
                .query(this::read)
                .list()
                .stream()
                .sorted(Comparator.comparing(Medium::replaceBy).thenComparing(Medium::serial))
                .toList();
    }

    private Medium read(ResultSet row, int n) throws SQLException {
        MediumKind kind = MediumKind.valueOf(row.getString("kind"));
        LocalDate firstUsed = row.getObject("first_used", LocalDate.class);
        return new Medium(
                row.getString("serial"),
                row.getString("label"),
                kind,
                firstUsed,
                years(kind),
                replaceBy(kind, firstUsed),
                row.getLong("sets"),
                SetRows.instant(row, "last_set"));
    }

    void register(NewMedium medium) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.medium (serial, label, kind, first_used, registered_at)
                                values (?, ?, ?, ?, ?)
                                on conflict (serial) do update set label = excluded.label,
                                    kind = excluded.kind, first_used = excluded.first_used,
                                    retired_on = null
                                """)
                        .params(
                                medium.serial(),
                                medium.label(),
                                medium.kind().name(),
                                medium.firstUsed(),
                                SetRows.utc(clock.instant()))
                        .update();
    }

    void retire(String serial) {
        int unused =
                jdbc.sql("update kept.medium set retired_on = ? where serial = ?")
                        .params(LocalDate.now(clock), serial)
                        .update();
    }

    /**
     * Which medium is mounted: what it says of itself, or what is told of it the first time.
     *
     * @throws RefusedException when it says it is another, or nobody knows
     */
    NewMedium mounted(Path mount, @Nullable NewMedium told) throws IOException {
        Optional<NewMedium> said = mark(mount);
        if (told != null && said.isPresent() && !said.get().serial().equals(told.serial())) {
            throw new RefusedException(
                    Finding.blocks(
                            "SET_OTHER_MEDIUM",
                            mount.toString(),
                            said.get().serial(),
                            told.serial()));
        }
        NewMedium medium =
                told == null
                        ? said.orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks(
                                                        "SET_MEDIUM_UNKNOWN", mount.toString())))
                        : told;
        if (told != null || find(medium.serial()).isEmpty()) {
            register(medium);
        }
        if (!said.equals(Optional.of(medium))) {
            SetFolder.write(mount.resolve(MARK), json.writeValueAsBytes(medium));
        }
        return medium;
    }

    Optional<String> find(String serial) {
        return jdbc.sql("select label from kept.medium where serial = ?")
                .param(serial)
                .query(String.class)
                .optional();
    }

    private Optional<NewMedium> mark(Path mount) throws IOException {
        Path file = mount.resolve(MARK);
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode node = json.readTree(Files.readAllBytes(file));
            return Optional.of(
                    new NewMedium(
                            node.path("serial").asString(""),
                            node.path("label").asString(""),
                            MediumKind.valueOf(node.path("kind").asString("")),
                            LocalDate.parse(node.path("firstUsed").asString(""))));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty(); // torn: the operator tells which it is
        }
    }
}
