package vn.tangthu.portal.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Hit.Reason;
import vn.tangthu.indexer.Hit.Why;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.RecordView;

/** Why a hit is here, in the words of the public pages and of the portal. */
class ReasonWordsTest {
    private static final List<Reason> ALL =
            List.of(
                    new Reason(Why.NUMBER, "125/QĐ-UB", "QĐ-UB"),
                    Reason.of(Why.NUMBER, "9/BC-NN"),
                    Reason.of(Why.DATE, "28/04/1998"),
                    Reason.of(Why.DATE, "12/1999"),
                    Reason.of(Why.DATE, "1978"),
                    Reason.of(Why.TYPE, "02"),
                    Reason.of(Why.CODE, "H32.44.7"),
                    new Reason(Why.CODE, "H32.44.7", "44.7"),
                    Reason.of(Why.SERIES, "Thủy lợi"),
                    Reason.of(Why.FONDS),
                    Reason.of(Why.YEARS, "1996–2000"),
                    Reason.of(Why.PAGE_TEXT, "3, 7"),
                    new Reason(Why.PAGE_TEXT, "2", "9/BC-NN"));

    private static Hit hit(List<Reason> why) {
        RecordView.FondsSummary fonds =
                new RecordView.FondsSummary(new FondsId(new UUID(1, 1)), "F", "Phông");
        AipId id = new AipId(new UUID(0, 1));
        return new Hit(
                new RecordView.Listed(id, "F.1", fonds, null, null, null), 1, List.of(), why);
    }

    private static ReasonWords.Wording wording(String bundle, String prefix, boolean english) {
        Properties words = new Properties();
        String name = "/" + bundle + (english ? "_en" : "_vi") + ".properties";
        try (InputStreamReader in =
                new InputStreamReader(
                        Objects.requireNonNull(ReasonWordsTest.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            words.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ReasonWords.Wording() {
            @Override
            public String of(String key, Object... values) {
                String pattern = words.getProperty(prefix + key);
                assertThat(pattern).as(prefix + key).isNotNull();
                return MessageFormat.format(pattern, values);
            }

            @Override
            public String type(DocumentType type) {
                return english ? type.english() : type.vietnamese();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"publicpages/messages, why.", "vaadin-i18n/translations, search.why."})
    void saysWhatStandsThereInBothLanguages(String bundle, String prefix) {
        assertThat(ReasonWords.of(hit(ALL), wording(bundle, prefix, false)))
                .containsExactly(
                        "“QĐ-UB” trong số ký hiệu 125/QĐ-UB",
                        "số ký hiệu 9/BC-NN",
                        "ngày 28/04/1998",
                        "tháng 12/1999",
                        "năm 1978",
                        "tên loại Quyết định",
                        "mã H32.44.7",
                        "“44.7” trong mã H32.44.7",
                        "mục lục hồ sơ “Thủy lợi”",
                        "phông",
                        "thời gian của hồ sơ 1996–2000",
                        "nội dung trang 3, 7",
                        "nội dung trang 2 của 9/BC-NN");
        assertThat(ReasonWords.of(hit(ALL), wording(bundle, prefix, true)))
                .contains(
                        "“QĐ-UB” in document number 125/QĐ-UB",
                        "date 28/04/1998",
                        "type of document Decision",
                        "years of the file 1996–2000",
                        "text (p. 2 of 9/BC-NN)");
    }

    @ParameterizedTest
    @CsvSource({"publicpages/messages, why.", "vaadin-i18n/translations, search.why."})
    void hasAWordForEachField(String bundle, String prefix) {
        List<Reason> fields = new ArrayList<>();
        for (Why field : Why.values()) {
            fields.add(Reason.of(field));
        }
        for (boolean english : new boolean[] {false, true}) {
            assertThat(ReasonWords.of(hit(fields), wording(bundle, prefix, english)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void ofAnUnknownTypeNoCodeIsShown() {
        List<Reason> unknown = List.of(Reason.of(Why.TYPE, "99"));
        assertThat(ReasonWords.of(hit(unknown), wording("publicpages/messages", "why.", false)))
                .containsExactly("tên loại");
    }
}
