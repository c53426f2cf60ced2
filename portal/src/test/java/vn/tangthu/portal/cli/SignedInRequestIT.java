package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Line;
import vn.tangthu.repository.UserFiles.Part;

/**
 * The whole application: somebody logs in (so after the frontend is built), asks on the public
 * page, and follows it.
 */
class SignedInRequestIT {
    private static final String PASSWORD = "con cò bay lả bay la";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @TempDir static Path work;
    private static RunningArchive archive;

    @BeforeAll
    static void start() throws Exception {
        archive = new RunningArchive(work.resolve("home"), "--tangthu.portal.throttle-scale=1000");
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static Account account(String name) {
        Accounts accounts = archive.port(Accounts.class);
        String once =
                accounts.create(
                        new Accounts.NewAccount(
                                name, "Nguyễn " + name, Set.of(Role.CITIZEN), Set.of()),
                        Reader.OPERATOR);
        accounts.changePassword(accounts.findByUsername(name).orElseThrow().id(), once, PASSWORD);
        return accounts.findByUsername(name).orElseThrow();
    }

    private static String send(Visitor who) throws Exception {
        Matcher token = TOKEN.matcher(who.get("/yeu-cau").body());
        assertThat(token.find()).isTrue();
        HttpResponse<byte[]> sent =
                who.send(
                        HttpRequest.newBuilder(URI.create(archive.address() + "/yeu-cau"))
                                .header("Origin", archive.address())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "loai-yeu-cau=doc&can-tim=so&muc-dich=doc"
                                                        + "&ho-ten=An&lien-he=an.thu%40dan.example"
                                                        + "&_csrf="
                                                        + URLEncoder.encode(
                                                                token.group(1),
                                                                StandardCharsets.UTF_8))));
        assertThat(sent.statusCode()).isEqualTo(302);
        return sent.headers().firstValue("Location").orElseThrow().replaceAll(".*ma=", "");
    }

    private static List<String> own(Account of) {
        return archive
                .port(UserFiles.class)
                .lines(Part.REQUESTS, null, 10, archive.port(Accounts.class).readerFor(of))
                .lines()
                .stream()
                .map(Line::subject)
                .toList();
    }

    @Test
    void whatSomebodySignedInAsksForIsTheirsUntilTheirAccountIsClosed() throws Exception {
        Account an = account("nguyenan");
        Account binh = account("tranbinh");
        try (Visitor anna = new Visitor(archive.address()).login("nguyenan", PASSWORD);
                Visitor other = new Visitor(archive.address()).login("tranbinh", PASSWORD);
                Visitor nobody = new Visitor(archive.address())) {
            assertThat(anna.get("/yeu-cau").body())
                    .contains("Bạn đang đăng nhập là Nguyễn nguyenan");
            String mine = send(anna);
            String nobodys = send(nobody);
            assertThat(own(an)).containsExactly(mine);
            assertThat(own(binh)).isEmpty();
            String page = "/yeu-cau/cua-toi/" + mine;
            assertThat(anna.get(page).body()).contains("Yêu cầu " + mine, "value=\".thu\"");
            assertThat(anna.get("/yeu-cau/cua-toi/" + nobodys).status()).isEqualTo(404);
            assertThat(other.get(page).status()).isEqualTo(404);
            assertThat(nobody.get(page).location()).endsWith("/app/tai-khoan/yeu-cau");

            archive.port(Accounts.class)
                    .update(
                            an.id(),
                            new Accounts.NewAccount(
                                    an.username(), an.displayName(), an.roles(), an.fonds()),
                            false,
                            Reader.OPERATOR);
            Thread.sleep(2_500); // an account is asked for again after two seconds
            assertThat(anna.get(page).location()).endsWith("/app/tai-khoan/yeu-cau");
            String late = send(anna);
            assertThat(own(an)).as("sent by nobody").doesNotContain(late);
        }
    }
}
