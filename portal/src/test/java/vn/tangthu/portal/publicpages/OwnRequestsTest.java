package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.portal.security.PersonOfSession;
import vn.tangthu.portal.security.PersonOfSession.Person;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UserFiles;

/** Requests of who is signed in, on the public pages and without JavaScript. */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class OwnRequestsTest {
    private static final String FIELDS =
            "loai-yeu-cau=doc&can-tim=x&muc-dich=y&ho-ten=An&lien-he=0905123456";

    @LocalServerPort private int port;
    @Autowired private PersonOfSession people;
    @Autowired private UserFiles files;
    @Autowired private FakeRequests requests;
    private Browserless somebody;

    @BeforeEach
    void nobody() {
        somebody = new Browserless(port);
    }

    @AfterEach
    void forget() {
        Mockito.reset(people, files);
    }

    private static Person person(String name) {
        Reader reader =
                new Reader(
                        new AccountId(
                                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                        name,
                        Set.of(Role.CITIZEN),
                        Set.of());
        return new Person(reader, name, "Nguyễn Văn " + name);
    }

    private void signIn(Person who) {
        when(people.of(any())).thenReturn(Optional.of(who));
    }

    private static String reference(HttpResponse<String> sent) {
        assertThat(sent.statusCode()).isEqualTo(302);
        return sent.headers().firstValue("Location").orElseThrow().replaceAll(".*ma=", "");
    }

    @Test
    void theFormSaysWhoIsSignedInAndTheRequestIsTheirs() throws Exception {
        assertThat(somebody.get("/yeu-cau").body())
                .contains("/app/tai-khoan/yeu-cau")
                .doesNotContain("name=\"tai-khoan\"");
        Person an = person("an");
        signIn(an);
        assertThat(somebody.get("/yeu-cau").body())
                .contains("Bạn đang đăng nhập là Nguyễn Văn an (an)", "value=\"Nguyễn Văn an\"")
                .contains("name=\"tai-khoan\" value=\"an\"");
        String mine = reference(somebody.submit("/yeu-cau", FIELDS + "&tai-khoan=an"));
        assertThat(requests.sender).isEqualTo(an.reader());
        when(files.applicant(mine, an.reader()))
                .thenReturn(Optional.of(new Applicant(mine, "3456")));
        String link = "/yeu-cau/cua-toi/" + mine;
        assertThat(somebody.get("/yeu-cau/da-gui?ma=" + mine).body()).contains(link);
        HttpResponse<String> page = somebody.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(page.body())
                .contains("Yêu cầu " + mine, "href=\"/app/tai-khoan/yeu-cau\"")
                .contains("name=\"bon-so\" value=\"3456\"");
        assertThat(
                        somebody.submit(
                                        link,
                                        "/yeu-cau/tra-cuu/bo-sung",
                                        "ma=" + mine + "&bon-so=3456&noi-dung=thêm")
                                .statusCode())
                .as("its forms work")
                .isEqualTo(200);
        assertThat(page.body()).contains("name=\"rieng\"");
        HttpResponse<String> done =
                somebody.submit(
                        link,
                        "/yeu-cau/tra-cuu/bo-sung",
                        "ma=" + mine + "&bon-so=3456&noi-dung=thêm&rieng=1");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(done.headers().firstValue("Location").orElseThrow())
                .endsWith(link + "?da=bo-sung");
        assertThat(somebody.get(link + "?da=bo-sung").body()).contains("role=\"status\"");
        assertThat(somebody.get(link + "?da=khac").body()).doesNotContain("role=\"status\"");
        HttpResponse<String> refused =
                somebody.submit(
                        link,
                        "/yeu-cau/tra-cuu/khieu-nai",
                        "ma=" + mine + "&bon-so=3456&noi-dung=không&rieng=1");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).as("still the own page").contains("name=\"rieng\"");
        signIn(person("binh"));
        assertThat(
                        somebody.submit(
                                        "/yeu-cau",
                                        "/yeu-cau/tra-cuu/bo-sung",
                                        "ma=" + mine + "&bon-so=3456&noi-dung=thêm&rieng=1")
                                .statusCode())
                .as("another's own page is not led to")
                .isEqualTo(200);
    }

    @Test
    void anotherAccountsRequestIsAsOneThatDoesNotExist() throws Exception {
        Person an = person("an");
        String mine = reference(somebody.submit("/yeu-cau", FIELDS));
        when(files.applicant(mine, an.reader()))
                .thenReturn(Optional.of(new Applicant(mine, "3456")));
        signIn(person("binh"));
        HttpResponse<String> forbidden = somebody.get("/yeu-cau/cua-toi/" + mine);
        HttpResponse<String> missing = somebody.get("/yeu-cau/cua-toi/YC-2026-KHONGCO");
        assertThat(forbidden.statusCode()).isEqualTo(404);
        assertThat(forbidden.body().replace(mine, "X"))
                .isEqualTo(missing.body().replace("YC-2026-KHONGCO", "X"));
        assertThat(somebody.get("/yeu-cau/da-gui?ma=" + mine).body()).doesNotContain("cua-toi");
        when(people.of(any())).thenReturn(Optional.empty());
        for (String one : List.of(mine, "YC-2026-KHONGCO")) {
            HttpResponse<String> login = somebody.get("/yeu-cau/cua-toi/" + one);
            assertThat(login.statusCode()).isEqualTo(302);
            assertThat(login.headers().firstValue("Location").orElseThrow())
                    .endsWith("/app/tai-khoan/yeu-cau");
        }
    }

    @Test
    void withoutAnAccountEverythingIsAsItWas() throws Exception {
        String unused = reference(somebody.submit("/yeu-cau", FIELDS));
        assertThat(requests.sender).isEqualTo(Reader.ANONYMOUS);
    }

    @Test
    void noFormMakesARequestAnothersOrSendsOneThatWasShownToAnother() throws Exception {
        int before = requests.kept.size();
        HttpResponse<String> gone = somebody.submit("/yeu-cau", FIELDS + "&tai-khoan=an");
        assertThat(gone.statusCode()).isEqualTo(422);
        assertThat(gone.body())
                .contains("Bạn không còn đăng nhập")
                .doesNotContain("name=\"tai-khoan\"");
        signIn(person("binh"));
        HttpResponse<String> other = somebody.submit("/yeu-cau", FIELDS + "&tai-khoan=an");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body())
                .contains("một tài khoản khác", "name=\"tai-khoan\" value=\"binh\"");
        assertThat(requests.kept).as("nothing was sent").hasSize(before);
        String unused = reference(somebody.submit("/yeu-cau", FIELDS));
        assertThat(requests.sender)
                .as("a form that was open before the login")
                .isEqualTo(person("binh").reader());
    }
}
