package vn.tangthu.repository.validation.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Sets;

/** The Library of Congress's conformance suite: every verdict is the suite's. */
class PublicBagsTest {
    @Test
    void theWholeConformanceSuiteIsRight(@TempDir Path home) throws IOException {
        Sets.unpack("bagit-conformance-suite", home);
        Map<String, Integer> seen = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(home, 4)) {
            for (Path bag :
                    (Iterable<Path>)
                            paths.filter(p -> home.relativize(p).getNameCount() == 4)
                                            .filter(Files::isDirectory)
                                            .sorted()
                                    ::iterator) {
                String category = home.relativize(bag).getName(2).toString();
                seen.merge(category, 1, Integer::sum);
                Sets.Verdict verdict = Sets.judge(bag, Validation.Kind.BAGIT);
                boolean right =
                        switch (category) {
                            case "valid" -> verdict.valid();
                            case "warning" -> verdict.valid() && !verdict.warnings().isEmpty();
                            default -> !verdict.valid();
                        };
                if (!right) {
                    wrong.add(home.relativize(bag) + "\n" + verdict);
                }
                if (bag.getFileName().toString().startsWith("out-of-scope")) {
                    assertThat(verdict.errors())
                            .as(bag.toString())
                            .containsAnyOf("BAG_PATH_OUTSIDE");
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen)
                .containsEntry("valid", 27)
                .containsEntry("invalid", 15)
                .containsEntry("warning", 6)
                .containsEntry("linux-only", 6)
                .containsEntry("windows-only", 6);
    }
}
