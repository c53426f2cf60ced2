package vn.tangthu.repository.validation.ocfl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Sets;

/** OCFL/fixtures: every verdict right, every code that a directory's name promises is given. */
class PublicObjectsTest {
    private static final Pattern CODE = Pattern.compile("([EW][0-9]{3})_");

    @Test
    void everyFixtureHasItsVerdictAndItsCodes(@TempDir Path home) throws IOException {
        Sets.unpack("ocfl-fixtures", home);
        Path fixtures = home.resolve("ocfl-fixtures");
        // archives do not carry empty directories in every tool; the set names these two
        int cases = 0;
        int codes = 0;
        List<String> wrong = new ArrayList<>();
        for (String version : new String[] {"1.0", "1.1"}) {
            for (String kind : new String[] {"good-objects", "warn-objects", "bad-objects"}) {
                try (Stream<Path> objects = Files.list(fixtures.resolve(version).resolve(kind))) {
                    for (Path object : (Iterable<Path>) objects.sorted()::iterator) {
                        cases++;
                        Set<String> promised = promised(object);
                        codes += promised.size();
                        Sets.Verdict verdict = Sets.judge(object, Validation.Kind.OCFL);
                        boolean right =
                                switch (kind) {
                                    case "good-objects" -> verdict.findings().isEmpty();
                                    case "warn-objects" ->
                                            verdict.valid()
                                                    && verdict.warnings().containsAll(promised);
                                    default ->
                                            !verdict.valid()
                                                    && verdict.errors().containsAll(promised);
                                };
                        if (!right) {
                            wrong.add(fixtures.relativize(object) + "\n" + verdict);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).isEqualTo(156);
        assertThat(codes).isEqualTo(160);
    }

    private static Set<String> promised(Path object) {
        Set<String> promised = new TreeSet<>();
        Matcher matcher = CODE.matcher(String.valueOf(object.getFileName()));
        while (matcher.find()) {
            promised.add(matcher.group(1));
        }
        return promised;
    }
}
