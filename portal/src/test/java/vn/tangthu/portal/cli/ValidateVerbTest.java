package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} from the command line: exit status, both outputs, JSON. Needs no archive. */
class ValidateVerbTest {
    private static final String EMPTY_SHA256 =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir Path home;
    private String out = "";
    private String err = "";

    @BeforeEach
    void makeABag() throws IOException {
        Path bag = home.resolve("túi");
        Files.createDirectories(bag.resolve("data"));
        Files.writeString(bag.resolve("data/a.txt"), "");
        Files.writeString(
                bag.resolve("bagit.txt"),
                "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Files.writeString(bag.resolve("manifest-sha256.txt"), EMPTY_SHA256 + "  data/a.txt\n");
    }

    private int run(String... arguments) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int status =
                Verbs.withoutArchive(
                        List.of(arguments),
                        new Session(
                                new PrintWriter(outText),
                                new PrintWriter(errText),
                                home,
                                () -> false));
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    private void assertFollowsTheSchema() throws IOException {
        String schema = Files.readString(Path.of("..", "docs", "cli", "validate.schema.json"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema)
                                .validate(out, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aValidBagIsZeroAndNothingOnStandardError() throws IOException {
        assertThat(run("validate", "túi")).isZero();
        assertThat(out).contains("HỢP LỆ / VALID", "bagit");
        assertThat(err).isEmpty();
        assertThat(run("validate", "túi", "--as", "bagit", "--json")).isZero();
        assertThat(out).contains("\"valid\":true");
        assertThat(err).isEmpty();
        assertFollowsTheSchema();
    }

    @Test
    void warningsStandOnStandardErrorAndTheBagIsValid() throws IOException {
        Files.writeString(home.resolve("túi/manifest-sha256.txt"), EMPTY_SHA256 + " *data/a.txt\n");
        assertThat(run("validate", "túi")).isZero();
        assertThat(err).contains("BAG_PATH_BINARY_MARK");
        assertThat(out).doesNotContain("BAG_PATH_BINARY_MARK");
        assertThat(run("validate", "túi", "--json")).isZero();
        assertThat(err).contains("BAG_PATH_BINARY_MARK");
        assertFollowsTheSchema();
    }

    @Test
    void anInvalidBagIsOneAndOnlySoManyFindingsAreShown() throws IOException {
        for (int i = 0; i < 5; i++) {
            Files.writeString(home.resolve("túi/data/x" + i), "x");
        }
        assertThat(run("validate", "túi", "--json", "--limit", "2")).isEqualTo(1);
        assertThat(out).contains("\"valid\":false", "\"found\":5,\"shown\":2");
        assertFollowsTheSchema();
        assertThat(run("validate", "túi")).isEqualTo(1);
        assertThat(out).contains("LỖI / ERROR BAG_FILE_UNLISTED · data/x0", "INVALID");
    }

    @Test
    void whatCannotRunIsTwoWithAWordOfExplanation() throws IOException {
        assertThat(run("validate", "không-có")).isEqualTo(2);
        assertThat(err).contains("no such path");
        Files.createDirectory(home.resolve("trống"));
        assertThat(run("validate", "trống")).isEqualTo(2);
        assertThat(err).contains("--as");
        assertThat(run("validate", "túi", "--as", "zip")).isEqualTo(2);
        assertThat(run("validate")).isEqualTo(2);
        assertThat(run("validate", "trống", "--as", "bagit", "--json")).isEqualTo(1);
        assertFollowsTheSchema();
    }

    @Test
    void anOcflObjectIsRecognised() throws IOException {
        Path object = home.resolve("đối-tượng");
        Files.createDirectories(object);
        Files.writeString(object.resolve("0=ocfl_object_1.1"), "ocfl_object_1.1\n");
        assertThat(run("validate", "đối-tượng", "--json")).isEqualTo(1);
        assertThat(out).contains("\"kind\":\"ocfl\"", "\"E063\"");
        assertFollowsTheSchema();
        Path root = home.resolve("kho");
        Files.createDirectories(root);
        Files.writeString(root.resolve("0=ocfl_1.1"), "ocfl_1.1\n");
        assertThat(run("validate", "kho")).isZero();
        assertThat(out).contains("ocfl-root");
    }
}
