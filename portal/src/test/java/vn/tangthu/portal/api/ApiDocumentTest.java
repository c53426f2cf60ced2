package vn.tangthu.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yaml.snakeyaml.Yaml;
import vn.tangthu.portal.doors.ComparisonJson;
import vn.tangthu.portal.doors.DeliveryJson;
import vn.tangthu.portal.doors.FindingJson;
import vn.tangthu.repository.Deliveries.State;

/** {@code docs/openapi.yaml} says what the code does, no more and no less. */
class ApiDocumentTest {
    private static Map<String, Object> document = Map.of();

    @BeforeAll
    static void read() throws Exception {
        document = new Yaml().load(Files.readString(Path.of("../docs/openapi.yaml")));
    }

    private static Map<String, Object> at(Object from, String... keys) {
        Object here = from;
        for (String key : keys) {
            here = ((Map<?, ?>) here).get(key);
            assertThat(here).as(key).isNotNull();
        }
        return cast(here);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(@Nullable Object map) {
        return (Map<String, Object>) Objects.requireNonNull(map);
    }

    @Test
    void everyAddressStandsInItUnderTheNameOfItsMethod() {
        Set<String> written = new TreeSet<>();
        at(document, "paths")
                .forEach(
                        (path, operations) ->
                                cast(operations)
                                        .forEach(
                                                (verb, operation) -> {
                                                    if (!verb.equals("parameters")) {
                                                        written.add(
                                                                verb.toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path
                                                                        + " "
                                                                        + cast(operation)
                                                                                .get(
                                                                                        "operationId"));
                                                    }
                                                }));
        Set<String> served = new TreeSet<>();
        for (Method method : DeliveriesApi.class.getDeclaredMethods()) {
            RequestMapping mapping =
                    AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (mapping != null && mapping.method().length > 0) {
                served.add(
                        mapping.method()[0] + " /api" + mapping.path()[0] + " " + method.getName());
            }
        }
        assertThat(served).hasSize(9).isEqualTo(written);
    }

    @Test
    void everyParameterOfADeliveryStandsInIt() {
        List<?> parameters =
                (List<?>)
                        Objects.requireNonNull(
                                at(document, "paths", "/api/deliveries", "post").get("parameters"));
        Set<String> written =
                parameters.stream()
                        .map(ApiDocumentTest::cast)
                        .filter(p -> "query".equals(p.get("in")))
                        .map(p -> String.valueOf(p.get("name")))
                        .collect(Collectors.toSet());
        Set<String> read =
                Stream.of(DeliveriesApi.class.getDeclaredMethods())
                        .filter(method -> method.getName().equals("deliver"))
                        .flatMap(method -> Stream.of(method.getParameters()))
                        .filter(p -> p.isAnnotationPresent(RequestParam.class))
                        .map(p -> p.getName())
                        .collect(Collectors.toSet());
        assertThat(read).hasSize(4).isEqualTo(written);
    }

    @Test
    void everyFieldAndEveryWordOfTheAnswersStandsInIt() {
        assertThat(properties("Delivery").keySet()).isEqualTo(fields(DeliveryJson.class));
        assertThat(properties("Finding").keySet()).isEqualTo(fields(FindingJson.class));
        assertThat(properties("Comparison").keySet()).isEqualTo(fields(ComparisonJson.class));
        assertThat(cast(properties("Delivery").get("state")).get("enum"))
                .isEqualTo(Stream.of(State.values()).map(Enum::name).toList());
        assertThat(cast(properties("Problem").get("type")).get("enum"))
                .isEqualTo(
                        Stream.of(ApiProblem.values())
                                .map(
                                        p ->
                                                "urn:tangthu:problem:"
                                                        + p.name().toLowerCase(Locale.ROOT))
                                .toList());
    }

    private static Map<String, Object> properties(String schema) {
        return at(document, "components", "schemas", schema, "properties");
    }

    private static Set<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
