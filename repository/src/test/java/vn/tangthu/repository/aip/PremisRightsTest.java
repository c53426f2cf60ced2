package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Rights;

/** Rights as PREMIS says them, of today and of before grounds were kept. */
class PremisRightsTest {
    private static final Rights ALL =
            new Rights(
                    Access.LISTED,
                    true,
                    "QĐ 7",
                    AccessGround.PERSONAL_DATA,
                    LocalDate.of(2056, 12, 31));

    private static String written(Rights rights) {
        XmlText xml = Premis.root("PREMIS.xsd");
        Premis.rights(xml, "1", rights, "OBJID", List.of("x"));
        return new String(xml.end().bytes(), StandardCharsets.UTF_8);
    }

    private static Rights read(String premis) throws IOException {
        return Premis.readRights(
                XmlNode.parse("PREMIS.xml", premis.getBytes(StandardCharsets.UTF_8))
                        .child("rights")
                        .child("rightsStatement"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        for (Rights rights :
                List.of(
                        ALL,
                        Rights.OPEN,
                        Rights.LISTED,
                        new Rights(Access.HIDDEN, false, null, AccessGround.OTHER, null),
                        new Rights(Access.HIDDEN, false, null, null, LocalDate.of(2030, 1, 1)))) {
            assertThat(read(written(rights))).isEqualTo(rights);
        }
    }

    @Test
    void withoutGroundAndEndAStatementIsTheSameBytesAsBeforeTheyWereKept() {
        assertThat(written(new Rights(Access.LISTED, false, "QĐ 7")))
                .contains(
                        """
                           <rightsGranted>
                            <act>disseminate</act>
                            <restriction>listed</restriction>
                           </rightsGranted>
                        """)
                .doesNotContain("authority", "rightsGrantedNote");
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThatThrownBy(() -> read(written(ALL).replace("PERSONAL_DATA", "WHATEVER")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("WHATEVER");
        assertThatThrownBy(() -> read(written(ALL).replace("2056-12-31", "cuối 2056")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aNoteOfAnotherKindIsNoDay() throws Exception {
        assertThat(read(written(ALL).replace("closed until 2056-12-31", "xem biên bản")))
                .isEqualTo(
                        new Rights(Access.LISTED, true, "QĐ 7", AccessGround.PERSONAL_DATA, null));
    }
}
