package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class SentFileTest {
    private static @Nullable Digest sent(byte[] file, String boundary, long most)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; filename=a\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return SentFile.sha512(
                "multipart/form-data; boundary=" + boundary,
                new ByteArrayInputStream(body.toByteArray()),
                most);
    }

    @Test
    void whatLooksLikeTheEndBelongsToTheFile() throws IOException {
        Random random = new Random(7);
        for (int turn = 0; turn < 2000; turn++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String[] pieces = {
                    "\r", "\n", "\r\n", "\r\n-", "\r\n--", "\r\n--a", "\r\n--aba", "-", "a", "x"
                };
                file.writeBytes(
                        pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8));
            }
            byte[] bytes = file.toByteArray();
            if (file.toString(StandardCharsets.UTF_8).contains("\r\n--abac")) {
                continue;
            }
            assertThat(sent(bytes, "abac", 1000))
                    .isEqualTo(Digest.of(DigestAlgorithm.SHA512, bytes));
        }
        byte[] large = new byte[300_000];
        random.nextBytes(large);
        assertThat(sent(large, "----WebKitFormBoundaryAbc", 300_000))
                .isEqualTo(Digest.of(DigestAlgorithm.SHA512, large));
    }

    @Test
    void nothingIsSaidOfHalfAFileOrOfNone() throws IOException {
        assertThatThrownBy(() -> sent(new byte[101], "b", 100))
                .isInstanceOf(SentFile.TooLarge.class);
        assertThat(sent(new byte[0], "b", 100)).isNull();
        byte[] cut = "--b\r\nx: filename\r\n\r\nabc".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        SentFile.sha512(
                                "multipart/form-data; boundary=b",
                                new ByteArrayInputStream(cut),
                                100))
                .isNull();
        assertThat(SentFile.sha512("text/plain", new ByteArrayInputStream(cut), 100)).isNull();
        assertThat(SentFile.sha512(null, new ByteArrayInputStream(cut), 100)).isNull();
    }
}
