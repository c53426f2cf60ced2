package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import vn.tangthu.repository.Aip;

class AipSchemaTest {

    @Test
    void every_metadata_file_is_valid_by_the_schemas_the_package_carries() throws Exception {
        TestAips made = new TestAips(7);
        Map<String, Schema> schemas =
                Map.of(
                        "METS", schema("METS.xsd"),
                        "EAD", schema("EAD.xsd"),
                        "EAD_doc", schema("EAD_doc.xsd"),
                        "PREMIS", schema("PREMIS.xsd"));
        List<Aip> aips = new ArrayList<>();
        new GoldenAips().all().values().forEach(aips::addAll);
        for (int i = 0; i < 60; i++) {
            aips.add(made.aip());
        }
        for (Aip aip : aips) {
            SortedMap<String, byte[]> files = AipPackage.render(aip, "test", Map.of());
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (!file.getKey().endsWith(".xml")) {
                    continue;
                }
                String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
                String schema =
                        name.startsWith("EAD_doc")
                                ? "EAD_doc"
                                : name.startsWith("PREMIS")
                                        ? "PREMIS"
                                        : name.substring(0, name.indexOf('.'));
                validate(Objects.requireNonNull(schemas.get(schema), schema), file);
            }
        }
    }

    @Test
    void the_schemas_can_say_no() throws Exception {
        assertThatThrownBy(
                        () ->
                                validate(
                                        schema("EAD.xsd"),
                                        Map.entry(
                                                "EAD.xml",
                                                "<simpledc><arcFileCode>a</arcFileCode></simpledc>"
                                                        .getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("EAD.xml");
    }

    @Test
    void the_schemas_say_that_they_are_ours_and_are_short() {
        AipSchemas.FILES.forEach(
                (path, bytes) -> {
                    assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .contains("Tàng Thư: our own");
                    assertThat(bytes.length).as(path).isLessThan(8_500);
                });
    }

    @Test
    void document_types_and_entities_are_refused() {
        for (String xml :
                List.of(
                        "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
                        "<!DOCTYPE a><a/>",
                        "<a>&unknown;</a>",
                        "<a>".repeat(70) + "</a>".repeat(70))) {
            assertThatThrownBy(() -> XmlNode.parse("a.xml", xml.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class);
        }
    }

    private static Schema schema(String name) throws SAXException {
        byte[] bytes = AipSchemas.FILES.get(AipLayout.SCHEMAS + name);
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new ByteArrayInputStream(bytes)));
    }

    private static void validate(Schema schema, Map.Entry<String, byte[]> file) throws IOException {
        try {
            schema.newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(file.getValue())));
        } catch (SAXException e) {
            throw new AssertionError(
                    file.getKey()
                            + " is not valid: "
                            + e.getMessage()
                            + "\n"
                            + new String(file.getValue(), StandardCharsets.UTF_8),
                    e);
        }
    }
}
