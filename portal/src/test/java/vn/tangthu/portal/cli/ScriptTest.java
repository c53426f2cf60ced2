package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./tangthu} hands to Java, with a Java that only says what it was given. */
class ScriptTest {
    @TempDir private Path checkout;

    @Test
    void aServerThatIsOutOfMemoryEndsInsteadOfLookingAlive() throws Exception {
        assertThat(javaOptions("serve")).contains("-XX:+ExitOnOutOfMemoryError");
        assertThat(javaOptions("status")).doesNotContain("-XX:+ExitOnOutOfMemoryError");
    }

    private List<String> javaOptions(String verb) throws IOException, InterruptedException {
        Path script = checkout.resolve("tangthu");
        Files.copy(
                Path.of("..", "tangthu"),
                script,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Path jdk = checkout.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
        for (String name : List.of("java", "javac")) {
            Path program = jdk.resolve("bin").resolve(name);
            Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(checkout.resolve("pom.xml"), "");
        Path built = checkout.resolve("portal/target/app/tangthu.jar");
        Files.createDirectories(built.getParent());
        Files.writeString(built, "");
        Path said = checkout.resolve("said");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), verb);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("TANGTHU_HOME", checkout.resolve("home").toString());
        Process process =
                builder.redirectOutput(said.toFile())
                        .redirectError(checkout.resolve("err").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(checkout.resolve("err"))).isZero();
        return Files.readAllLines(said);
    }
}
