package vn.tangthu.repository.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.State;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/** Certificates on a real store, a real database and the log. */
class CertifiedLogTest {
    private static final Digest FILE = Digest.of(DigestAlgorithm.SHA512, new byte[] {1});

    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private LedgerArchive archive;

    @SuppressWarnings("NullAway.Init")
    private Certificates certificates;

    @BeforeEach
    void open() throws IOException {
        archive = new LedgerArchive(directory);
        certificates = archive.bean(Certificates.class);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    private Certificate issue(Aip aip) throws IOException {
        Draft draft =
                new Draft(
                        Kind.RECORD,
                        aip.id().value(),
                        1,
                        true,
                        List.of(FILE),
                        List.of(new Certificates.Figure("files", "", "1")),
                        7L,
                        "note");
        return certificates.issue(
                draft,
                name ->
                        new Certificates.Pdf(
                                ("PDF " + name.number() + name.code())
                                        .getBytes(StandardCharsets.UTF_8),
                                true),
                Reader.OPERATOR);
    }

    private Path file(Certificate one) {
        return archive.root.resolve("log/certificates/" + one.number() + ".pdf");
    }

    @Test
    void whatWasIssuedIsKeptFoundAndProvedByTheLogAlone() throws Exception {
        Certificate one = issue(archive.keep("A"));
        assertThat(one.number()).matches("CN-20[0-9]{2}-000001");
        assertThat(one.code()).matches("[a-z2-7]{26}");
        assertThat(certificates.byCode(one.code())).contains(one);
        assertThat(certificates.byPdf(one.sha512())).contains(one);
        assertThat(new String(certificates.pdf(one), StandardCharsets.UTF_8))
                .isEqualTo("PDF " + one.number() + one.code());
        assertThat(one.what().files()).containsExactly(FILE);
        assertThat(one.state()).isEqualTo(State.VALID);
        for (String guess : List.of("", one.number(), one.code().toUpperCase(), "1", "'")) {
            assertThat(certificates.byCode(guess)).isEmpty();
        }
        assertThat(archive.verify()).isEmpty();
        Files.writeString(file(one), "another");
        assertThat(archive.verify())
                .extracting(problem -> problem.fault())
                .containsExactly(Fault.OBJECT_CHANGED);
        assertThatThrownBy(() -> certificates.pdf(one)).isInstanceOf(IOException.class);
        var audits = archive.bean(FixityAudits.class);
        var run = audits.run(new FixityAudits.Options(1, 0), Reader.OPERATOR, Progress.NONE);
        assertThat(audits.incidentsOf(run.id()))
                .anySatisfy(
                        found ->
                                assertThat(found.path())
                                        .isEqualTo("log/certificates/" + one.number() + ".pdf"));
    }

    @Test
    void aWithdrawalIsForEverAndALaterVersionIsTold() throws Exception {
        Aip aip = archive.keep("A");
        Certificate one = issue(aip);
        Certificate two = issue(aip);
        sql("update projection.record set version = 2");
        assertThat(certificates.find(one.id()).orElseThrow().state())
                .isEqualTo(State.LATER_VERSION);
        certificates.withdraw(one.id(), "lập nhầm", Reader.OPERATOR);
        certificates.withdraw(one.id(), "lần hai", Reader.OPERATOR);
        Certificate withdrawn = certificates.find(one.id()).orElseThrow();
        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(withdrawn.withdrawal()).isNotNull();
        assertThat(withdrawn.withdrawal().reason()).isEqualTo("lập nhầm");
        assertThat(activity("CERTIFICATE_WITHDRAWN")).isEqualTo(1);
        assertThat(activity("CERTIFICATE_ISSUED")).isEqualTo(2);
        assertThatThrownBy(() -> sql("delete from kept.certificate_withdrawal"))
                .hasMessageContaining("");
        assertThatThrownBy(() -> sql("update kept.certificate set number = 'X'"))
                .hasMessageContaining("not changed");
        assertThatThrownBy(() -> sql("update kept.certificate set number = 'X', files = '{}'"))
                .hasMessageContaining("not changed");
        assertThatThrownBy(() -> sql("delete from kept.certificate"))
                .hasMessageContaining("not changed");
        // What is not shown has no version that anybody is told of.
        sql("update projection.record set visible = false");
        assertThat(certificates.find(two.id()).orElseThrow().state()).isEqualTo(State.VALID);
        sql("update kept.certificate set files = '{}'"); // as an erasure does
        assertThat(certificates.find(two.id()).orElseThrow().what().files()).isEmpty();
    }

    @Test
    void theListGoesOnBehindTheLastAndFindsByNumber() throws Exception {
        Aip aip = archive.keep("A");
        List<Certificate> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.addFirst(issue(aip));
        }
        List<Certificate> first = certificates.list("", Long.MAX_VALUE, 3);
        assertThat(first).isEqualTo(all.subList(0, 3));
        assertThat(certificates.list("", first.getLast().n(), 3)).isEqualTo(all.subList(3, 5));
        assertThat(certificates.list("3", Long.MAX_VALUE, 9)).containsExactly(all.get(2));
        assertThat(certificates.list(all.get(1).number().toLowerCase(), Long.MAX_VALUE, 9))
                .containsExactly(all.get(1));
        assertThat(certificates.list("cn-%", Long.MAX_VALUE, 9)).isEmpty();
    }

    /** As after the database was put back to an earlier state. */
    @Test
    void aNumberThatTheStoreKnowsIsNotGivenAgain() throws Exception {
        Aip aip = archive.keep("A");
        Certificate one = issue(aip);
        String next = one.number().replace("000001", "000002");
        byte[] forgotten = {7};
        var unused =
                archive.store.putNew(
                        new StoreKey("log/certificates/" + next + ".pdf"),
                        ByteSource.of(forgotten),
                        Digest.of(DigestAlgorithm.SHA512, forgotten));
        assertThat(issue(aip).number()).endsWith("000003");
    }

    @Test
    void whereThePdfCannotBeWrittenNothingIsIssued() throws Exception {
        Aip aip = archive.keep("A");
        Draft draft =
                new Draft(Kind.RECORD, aip.id().value(), 1, true, List.of(), List.of(), null, null);
        assertThatThrownBy(
                        () ->
                                certificates.issue(
                                        draft,
                                        name -> {
                                            throw new IOException("no paper");
                                        },
                                        Reader.OPERATOR))
                .hasMessage("no paper");
        assertThat(certificates.list("", Long.MAX_VALUE, 9)).isEmpty();
        assertThat(activity("CERTIFICATE_ISSUED")).isZero();
    }

    /** The root is made again from the packages, by the definition and not by our own tree. */
    @Test
    void theRootOfAFondsIsThatOfItsPackages() throws Exception {
        Aip first = archive.keep("A");
        for (int i = 0; i < 4; i++) {
            Aip more = archive.keep("B" + i);
            sql(
                    "update projection.record set fonds_id = '"
                            + first.fonds()
                            + "' where id = '"
                            + more.id()
                            + "'");
        }
        sql("update projection.record set visible = false where id = '" + first.id() + "'");
        List<String> lines = new ArrayList<>();
        for (UUID id :
                archive.bean(JdbcClient.class)
                        .sql("select id from projection.record where visible")
                        .query(UUID.class)
                        .list()) {
            Digest inventory =
                    archive.bean(AipStore.class).inventory(new vn.tangthu.repository.AipId(id), 1);
            lines.add(id + "/v1 " + inventory.hex());
        }
        lines.sort(null);
        Certificates.Tally tally = certificates.tally(first.fonds(), Progress.NONE);
        assertThat(tally.records()).isEqualTo(4);
        assertThat(tally.files()).isPositive();
        assertThat(tally.bytes()).isPositive();
        assertThat(tally.hidden()).isZero();
        assertThat(tally.root()).isEqualTo(HexFormat.of().formatHex(root(lines)));
        sql(
                "update projection.document set access = 2 where aip_id in (select id from"
                        + " projection.record where visible limit 1)");
        assertThat(certificates.tally(first.fonds(), Progress.NONE).hidden())
                .as("its files would be counted")
                .isEqualTo(1);
    }

    /** RFC 9162, section 2.1.1. */
    private static byte[] root(List<String> lines) throws Exception {
        if (lines.size() == 1) {
            return sha256(0, lines.getFirst().getBytes(StandardCharsets.US_ASCII));
        }
        int half = Integer.highestOneBit(lines.size() - 1);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(root(lines.subList(0, half)));
        both.writeBytes(root(lines.subList(half, lines.size())));
        return sha256(1, both.toByteArray());
    }

    private static byte[] sha256(int kind, byte[] bytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) kind);
        return digest.digest(bytes);
    }

    private long activity(String action) {
        return archive.bean(JdbcClient.class)
                .sql("select count(*) from kept.activity where action = ?")
                .param(action)
                .query(Long.class)
                .single();
    }

    private void sql(String sql) {
        int unused = archive.bean(JdbcClient.class).sql(sql).update();
    }
}
