package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Options;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** An audit tells what was erased by right from what was lost. */
@Breaks(Breakage.SWAPPED)
class ErasedAuditsTest {
    @TempDir Path directory;
    private Archive archive;
    private JdbcFixityAudits audits;

    @BeforeEach
    void open() throws IOException {
        archive = new Archive(directory);
        audits = archive.bean(JdbcFixityAudits.class);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private List<Tuple> audit() throws IOException {
        return audits
                .incidentsOf(audits.run(new Options(2, 0), Reader.OPERATOR, Progress.NONE).id())
                .stream()
                .map(incident -> tuple(incident.path(), incident.damage()))
                .toList();
    }

    private void forget(Aip aip) {
        archive.jdbc()
                .sql("delete from projection.record where id = ?")
                .param(aip.id().value())
                .update();
    }

    @Test
    void incidentsOfABlockedOrErasedRecordAreToldToNobody() throws IOException {
        Aip damaged = archive.keep("K1.1", 1);
        FileSystemUtils.deleteRecursively(archive.objectOf(damaged));
        assertThat(audit()).isNotEmpty();
        archive.jdbc()
                .sql("update projection.record set visible = false, blocked = true where id = ?")
                .param(damaged.id().value())
                .update();
        assertThat(audit()).isEmpty();
        assertThat(audits.incidents(0, 10).items()).isEmpty();
        assertThat(audits.incidents(0, 10).total()).isZero();

        // The log has them for good; a rebuild does not bring back what was erased.
        archive.tombstone(damaged);
        archive.jdbc()
                .sql(
                        """
                        insert into kept.erasure (object, code, version, cause, basis, decision,
                            decided_on, deciders, actor, ordered_at, digests, deliveries, state)
                        values (?, 'x', 1, 'SECRET', '', '', now(), '{}', '', now(), '{}', '{}',
                            'DONE')
                        """)
                .param(damaged.id().value())
                .update();
        forget(damaged);
        archive.jdbc().sql("delete from projection.incident").update();
        audits.rebuild(Progress.NONE);
        assertThat(audits.incidents(0, 10).items()).isEmpty();
    }

    @Test
    void whatIsGoneIsAnIncidentUnlessATombstoneNamesIt() throws IOException {
        Aip lost = archive.keep("K1.1", 1);
        Aip erased = archive.keep("K1.2", 1);
        Aip halfErased = archive.keep("K1.3", 1);
        Aip forgotten = archive.keep("K1.4", 1);
        archive.keep("K1.5", 1);
        assertThat(audit()).isEmpty();
        archive.tombstone(erased);
        archive.tombstone(halfErased);
        for (Aip aip : List.of(lost, erased, forgotten)) {
            FileSystemUtils.deleteRecursively(archive.objectOf(aip));
        }
        forget(erased);
        forget(forgotten);
        forget(halfErased); // its rows are gone, its bytes are not yet

        assertThat(audit())
                .containsExactlyInAnyOrder(
                        tuple(archive.key(archive.objectOf(lost)), Damage.OBJECT_MISSING),
                        tuple(archive.key(archive.objectOf(forgotten)), Damage.OBJECT_MISSING),
                        tuple(archive.key(archive.objectOf(halfErased)), Damage.OBJECT_UNKNOWN));

        Path stone = archive.root.resolve(Tombstones.keyOf(erased.id().value()).value());
        byte[] bytes = Files.readAllBytes(stone);
        Files.delete(stone);
        assertThat(audit())
                .as("a lost tombstone is damage, and what it named looks lost")
                .contains(
                        tuple(archive.key(stone), Damage.MISSING),
                        tuple(archive.key(archive.objectOf(erased)), Damage.OBJECT_MISSING));
        Files.write(stone, bytes);
        assertThat(audit()).doesNotContain(tuple(archive.key(stone), Damage.MISSING));
    }
}
