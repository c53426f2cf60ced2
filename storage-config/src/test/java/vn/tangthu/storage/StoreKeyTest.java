package vn.tangthu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "hồ sơ/…/.x", "..a/b..", "a/...", "0=ocfl_1.1", "𠀋/字"})
    void whatIsPlainIsAKey(String value) {
        assertThat(new StoreKey(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "a/.",
                "a/..",
                "./a",
                "../a",
                "a/../b",
                "a\\b",
                "a\0b",
                "a\nb",
                "a\u007f",
                "a\u0085b",
                "o\u0302",
                "a\ud800",
                "\udc00b"
            })
    void whatEscapesOrHidesIsNoKey(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreKey(value));
    }

    @Test
    void lengthsAreOfUtf8() {
        assertThat(new StoreKey("ậ".repeat(85)).value()).hasSize(85); // 255 bytes
        refuses("ậ".repeat(85) + "a");
        assertThat(new StoreKey("𠀋".repeat(63) + "é").value()).hasSize(127);
        refuses("𠀋".repeat(64));
        String four = ("a".repeat(255) + "/").repeat(4);
        assertThat(new StoreKey(four.substring(0, 1023)).value()).hasSize(1023);
        assertThat(new StoreKey(four.substring(1) + "b").value()).hasSize(1024);
        refuses(four + "b");
    }

    private static void refuses(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreKey(value));
    }
}
