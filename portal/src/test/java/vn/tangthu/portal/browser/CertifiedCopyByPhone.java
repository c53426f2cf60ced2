package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.signing.Validators;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Order;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ledger.TestAuthority;

/**
 * The end of a citizen's journey, on a phone and without a script: what the desk approved comes
 * down in the browser as a signed PDF, somebody who trusts the authority finds it valid, and the
 * archive knows it again.
 */
final class CertifiedCopyByPhone {
    private static final Reader LAN = archivist("lan");
    private static final Reader MAI = archivist("mai");

    private final RunningArchive archive;
    private final Browsers browsers;
    private final TestAuthority authority;

    /**
     * @param archive that signs with a key of the authority and stamps with its time, and looks for
     *     copies to be made every moment
     */
    CertifiedCopyByPhone(RunningArchive archive, Browsers browsers, TestAuthority authority) {
        this.archive = archive;
        this.browsers = browsers;
        this.authority = authority;
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    /**
     * @param reference of a request for a certified copy of one hồ sơ, which nobody has answered
     * @param lastFour the applicant's second secret
     * @param work for what comes down
     */
    void goTo(String reference, String lastFour, Path work) throws Exception {
        Copy copy = made(approved(reference));
        try (BrowserContext person = browsers.reader(360, 740)) {
            Page page = person.newPage();
            page.navigate(archive.address() + "/yeu-cau/tra-cuu");
            page.fill("#ma", reference);
            page.fill("#bon-so", lastFour);
            page.click("main form[method=post] > button");
            assertThat(page.locator("main h1")).containsText(reference);
            Locator fetch = page.locator("form.copy[action$='/ban-sao'] button");
            assertThat(fetch).containsText("Tải bản sao " + copy.number() + " (PDF, ");

            Download download = page.waitForDownload(fetch::click);
            assertThat(download.failure()).isNull();
            assertThat(download.suggestedFilename()).isEqualTo(copy.number() + ".pdf");
            Path file = work.resolve(download.suggestedFilename());
            download.saveAs(file);
            byte[] pdf = Files.readAllBytes(file);
            SimpleReport report = Validators.judged(pdf, authority);
            assertThat(report.getSignaturesCount()).isEqualTo(1);
            String signature = report.getFirstSignatureId();
            assertThat(report.getIndication(signature)).isEqualTo(Indication.TOTAL_PASSED);
            assertThat(report.getSignatureFormat(signature))
                    .isEqualTo(SignatureLevel.PAdES_BASELINE_T);

            drop(page, new FilePayload(file.getFileName().toString(), "application/pdf", pdf));
            assertThat(page.locator(".notice[role=status]"))
                    .containsText("Đúng, đây là bản sao kho đã lập");
            page.click("main a[href='/ban-sao/" + copy.code() + "']");
            assertThat(page.locator("main h1")).containsText(copy.number());

            byte[] other = pdf.clone();
            other[other.length / 2] ^= 1;
            drop(page, new FilePayload("khac.pdf", "application/pdf", other));
            assertThat(page.locator(".notice.bad[role=status]"))
                    .containsText("Không xác nhận được");
        }
    }

    private void drop(Page page, FilePayload file) {
        page.navigate(archive.address() + "/kiem-chung");
        page.setInputFiles("#tep", file);
        page.click("#kiem-chung button");
    }

    /** Granted, by two persons where that is the rule, and a certified copy of what is open. */
    private Copy approved(String reference) {
        AccessRequests requests = archive.port(AccessRequests.class);
        Decision granted = new Decision(Status.GRANTED, Reason.OWN_RECORD, "");
        requests.reply(reference, granted, LAN);
        if (found(reference).status() == Status.PROPOSED) {
            requests.reply(reference, granted, MAI);
        }
        Request request = found(reference);
        assertThat(request.status()).isEqualTo(Status.GRANTED);
        AipId record =
                request.items().stream()
                        .map(Item::record)
                        .filter(one -> one != null)
                        .findFirst()
                        .orElseThrow();
        RecordView.Full full =
                (RecordView.Full)
                        archive.port(Catalogue.class).record(record, Reader.OPERATOR).orElseThrow();
        List<DocumentId> open =
                full.documents().stream()
                        .filter(document -> document.rights().access() == Access.PUBLIC)
                        .map(ArchivalDocument::id)
                        .toList();
        return archive.port(GrantedCopies.class)
                .order(new Order(reference, record, open, Kind.CERTIFIED), LAN);
    }

    private Request found(String reference) {
        return archive.port(AccessRequests.class).find(reference).orElseThrow();
    }

    private Copy made(Copy ordered) throws InterruptedException {
        GrantedCopies copies = archive.port(GrantedCopies.class);
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        Copy now = ordered;
        while (now.made() == null && now.state() != State.FAILED && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            now = copies.find(ordered.id()).orElseThrow();
        }
        assertThat(now.state()).as(String.valueOf(now.problem())).isEqualTo(State.READY);
        return now;
    }
}
