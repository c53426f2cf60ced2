package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import vn.tangthu.repository.Validation.Kind;
import vn.tangthu.repository.validation.Sets;

/**
 * What we keep is valid by the circular, as a validator says that shares no code with the writer.
 */
class OwnPackagesTest {
    private static final Path GOLDEN =
            Path.of("src/test/resources/vn/tangthu/repository/aip/golden");

    @TestFactory
    Stream<DynamicTest> the_head_version_of_each_expected_object_is_valid() throws IOException {
        return Stream.of("digitised", "born-digital", "shared-file", "restricted-in-two-versions")
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name,
                                        () -> {
                                            Sets.Verdict verdict =
                                                    Sets.judge(GOLDEN.resolve(name), Kind.TT05);
                                            assertThat(verdict.errors())
                                                    .as(verdict.toString())
                                                    .isEmpty();
                                            assertThat(verdict.outcome().files()).isGreaterThan(10);
                                        }));
    }
}
