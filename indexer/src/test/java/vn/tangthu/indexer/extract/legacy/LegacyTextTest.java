package vn.tangthu.indexer.extract.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTextTest {
    private static final List<String> LETTER =
            List.of(
                    "Kính gửi các phòng, ban trong huyện và những người có quyền lợi liên quan,",
                    "về việc giao đất trồng rừng phòng hộ cho hộ gia đình ở các xã vùng đầu nguồn,",
                    "đề nghị kiểm tra lại sổ thửa, bản đồ giải thửa và đơn của từng hộ trước ngày mười.");

    private static LegacyText.Converted convert(List<String> lines) {
        LegacyText text = new LegacyText();
        lines.forEach(text::add);
        return text.convert();
    }

    @ParameterizedTest
    @CsvSource({
        "TCVN3,        'Céng hßa x· héi chñ nghÜa ViÖt Nam, §¾k L¾k', 'Cộng hòa xã hội chủ nghĩa Việt Nam, Đắk Lắk'",
        "VNI,          'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñaék Laék', 'Cộng hòa xã hội chủ nghĩa Việt Nam, Đắk Lắk'",
        "VISCII,       'Cµng hòa xã hµi chü nghîa Vi®t Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'",
        "VPS,          'C¶ng hòa xã h¶i chû nghïa ViŒt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'",
        "WINDOWS_1258, 'Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'",
        "BK_HCM2,      'Cöång hoâa xaä höåi chuã nghôa Viïåt Nam', 'Cộng hòa xã hội chủ nghĩa Việt Nam'",
    })
    void theTablesReadWhatTheirFontsShow(LegacyEncoding encoding, String old, String meant) {
        assertThat(encoding.decode(old)).isEqualTo(meant);
    }

    @ParameterizedTest
    @EnumSource
    void aLetterIsRecognisedWithoutFonts(LegacyEncoding encoding) {
        Encoder encoder = new Encoder(encoding);
        LegacyText.Converted converted = convert(LETTER.stream().map(encoder::encode).toList());
        assertThat(converted.from()).containsExactly(encoding);
        assertThat(converted.lines()).isEqualTo(LETTER);
    }

    @Test
    void capitalsComeFromTheFontTheNeighboursOrTheWord() {
        LegacyFont small = LegacyFont.of(".VnTime");
        LegacyFont capitals = LegacyFont.of(".VnTimeH");
        LegacyText text = new LegacyText();
        text.add(new LegacyLine().append("quyÕt ®Þnh vÒ ®Êt ", capitals).append("tØnh", small));
        text.add(new LegacyLine().append("CéNG HOµ X· HéI CHñ NGHÜA", LegacyFont.UNKNOWN));
        text.add(new LegacyLine().append("PHÇn thø nhÊt, Bé Tµi chÝnh", small));
        assertThat(text.convert().lines())
                .containsExactly(
                        "QUYẾT ĐỊNH VỀ ĐẤT tỉnh",
                        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA",
                        "PHần thứ nhất, Bộ Tài chính");
    }

    @Test
    void aTextThatWasConvertedAndKeptItsOldFontStays() {
        LegacyText text = new LegacyText();
        LETTER.forEach(line -> text.add(new LegacyLine().append(line, LegacyFont.of(".VnTimeH"))));
        assertThat(text.convert().from()).isEmpty();
        assertThat(text.convert().lines()).isEqualTo(LETTER);
    }

    @Test
    void aDocumentMayMixEncodingsUnicodeAndOtherLanguages() {
        Encoder abc = new Encoder(LegacyEncoding.TCVN3);
        Encoder vni = new Encoder(LegacyEncoding.VNI);
        String french = "Le résident supérieur a été informé de la décision du gouverneur général.";
        LegacyText text = new LegacyText();
        LETTER.forEach(line -> text.add(abc.encode(line)));
        LETTER.forEach(line -> text.add(vni.encode(line)));
        LETTER.forEach(text::add);
        text.add(french);
        text.add(
                new LegacyLine()
                        .append(
                                abc.encode("Ông François Godement ở đây"),
                                LegacyFont.of(".VnTime")));
        LegacyText.Converted converted = text.convert();
        assertThat(converted.from()).isEqualTo(Set.of(LegacyEncoding.TCVN3, LegacyEncoding.VNI));
        assertThat(converted.lines().subList(0, 3)).isEqualTo(LETTER);
        assertThat(converted.lines().subList(3, 6)).isEqualTo(LETTER);
        assertThat(converted.lines().subList(6, 9)).isEqualTo(LETTER);
        assertThat(converted.lines().get(9)).isEqualTo(french);
        assertThat(converted.lines().get(10)).isEqualTo("Ông François Godement ở đây");
    }

    @Test
    void marksTypedOneByOneAndWordsWithoutSpaceAreRead() {
        LegacyFont vni = LegacyFont.of("VNI-Times");
        LegacyText text = new LegacyText();
        text.add(new LegacyLine().append("VEÂØ VIEÄC cphaàn, bveä, Uûy ban", vni));
        assertThat(text.convert().lines()).containsExactly("VỀ VIỆC cphần, bvệ, Ủy ban");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Không có thông tin thì không nên dùng; ý là như thế thì cũng đành.",
                "Không thì cho tôi hay, và có gì thì nói.",
                "Le procès-verbal a été dressé à Hué, où siège le conseil privé, dès la fin de l'été.",
                "Die Übergabe der Akten erfolgte später; für die Prüfung müssen sie zurück nach Köln.",
                "A decisão não é válida até à publicação; são três cópias já assinadas pelo português.",
                "El año pasado la reunión decidió más cosas; él está aquí, sí, pero tú no sé qué dirás.",
                "Příliš žluťoučký kůň úpěl ďábelské ódy; řízení o půdě bylo včera ukončeno.",
                "Zażółć gęślą jaźń; decyzję o przydziale ziemi ogłoszono później w gminie.",
                "Árvíztűrő tükörfúrógép; a földről szóló döntést később hirdették ki.",
                "Hið íslenska þjóðskjalasafn geymir skjöl sem eru eldri en þrjátíu ára.",
                "Beslutningen blev først kendt på øen, då båten återvände över sjön.",
                "Tá níos mó ná trí cinn ann, nó tá siad lúbtha.",
                "A length of 10 µm at 20 °C, ±5 %, © 2006 Company®, § 5 Abs. 2, 3 m², 4 m³, 1ª, 2º.",
                "Toprağın dağıtımı hakkındaki karar köyde geç öğrenildi; şu an için görüşülüyor.",
            })
    void falseFriendsAreLeftAlone(String line) {
        assertThat(convert(List.of(line)).lines()).containsExactly(line);
        List<String> many = List.of(line.split("[;,] "));
        assertThat(convert(many).lines()).isEqualTo(many);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1250, 'Příliš žluťoučký kůň úpěl ďábelské ódy; řízení o půdě bylo včera ukončeno.'",
        "windows-1251, 'Решение о распределении земли было объявлено позже в уезде.'",
        "windows-1253, 'Η απόφαση για τη διανομή της γης ανακοινώθηκε αργότερα στην επαρχία.'",
        "GBK, '关于土地分配的决定后来在县里公布了，请各部门执行。'",
        "UTF-8, 'Quyết định về việc giao đất trồng rừng cho các hộ gia đình ở đầu nguồn.'",
    })
    void bytesOfOtherCharacterSetsAreLeftAlone(String charset, String line) {
        byte[] bytes = line.getBytes(Charset.forName(charset));
        StringBuilder western = new StringBuilder();
        for (byte b : bytes) {
            western.append(Bytes.western(b));
        }
        List<String> lines = Arrays.asList(western.toString().split("\n"));
        assertThat(convert(lines).from()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ".VnTime,               TCVN3, false",
        ".VnTimeH,              TCVN3, true",
        ".VnTimeh,              TCVN3, true",
        ".VnArial NarrowH,      TCVN3, true",
        "VnTime,                TCVN3, false",
        "FBHPFO+VnTimeHBold,    TCVN3, true",
        "'BADEPR+.Vn3DH,Bold',  TCVN3, true",
        "VNI-Times,             VNI,   false",
        "vni-helve,             VNI,   false",
        "VPS Times,             VPS,   false",
        "Times New Roman,       ,      false",
        "Verdana,               ,      false",
        "Vni,                   ,      false",
    })
    void theNameOfAFontIsAHint(String name, LegacyEncoding encoding, boolean capitals) {
        LegacyFont font = LegacyFont.of(name);
        assertThat(font.encoding()).isEqualTo(encoding);
        assertThat(font.capitals()).isEqualTo(capitals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nghiêng", "quốc", "giếng", "gì", "khuỷu", "qủa", "Việt", "THUYỀN", "ửng"})
    void syllablesAreKnownByTheirGrammar(String syllable) {
        assertThat(Grammar.isSyllable(syllable)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Franỗois",
                "nghàng",
                "cụt̉",
                "mỏs",
                "các̀",
                "lac",
                "fỹr",
                "ộtộ",
                "gẽ",
                "kà"
            })
    void whatNobodyCanSayIsNoSyllable(String other) {
        assertThat(Grammar.isSyllable(other)).isFalse();
    }
}
