package vn.tangthu.repository.aip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.AipStore.FondsObject.SeriesEntry;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SeriesId;

/** {@code fonds.json}: a fonds and its series, readable by people; UTF-8. */
final class FondsJson {

    static final String PATH = "fonds.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FondsJson() {}

    static byte[] write(FondsObject object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        NewFonds fonds = object.fonds();
        try (JsonGenerator json = JSON.writer().withDefaultPrettyPrinter().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "fonds");
            json.writeStringProperty("id", object.id().toString());
            json.writeStringProperty("code", fonds.code());
            json.writeStringProperty("title", fonds.title());
            json.writeStringProperty("archiveCode", fonds.archiveCode());
            optional(
                    json,
                    "closedOn",
                    fonds.closedOn() == null ? null : fonds.closedOn().toString());
            optional(json, "history", fonds.history());
            json.writeObjectPropertyStart("rights");
            json.writeStringProperty("access", fonds.rights().access().name());
            json.writeBooleanProperty("titlePublic", fonds.rights().titlePublic());
            optional(json, "basis", fonds.rights().basis());
            AccessGround ground = fonds.rights().ground();
            LocalDate until = fonds.rights().closedUntil();
            optional(json, "ground", ground == null ? null : ground.name());
            optional(json, "closedUntil", until == null ? null : until.toString());
            json.writeEndObject();
            json.writeStringProperty("createdAt", Times.write(object.createdAt()));
            json.writeArrayPropertyStart("series");
            for (SeriesEntry series : object.series()) {
                json.writeStartObject();
                json.writeStringProperty("id", series.id().toString());
                json.writeStringProperty("code", series.code());
                json.writeStringProperty("title", series.title());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    static FondsObject read(byte[] bytes, int version) throws IOException {
        try {
            JsonNode json = JSON.readTree(bytes);
            List<SeriesEntry> series = new ArrayList<>();
            for (JsonNode entry : json.required("series")) {
                series.add(
                        new SeriesEntry(
                                SeriesId.of(text(entry, "id")),
                                text(entry, "code"),
                                text(entry, "title")));
            }
            JsonNode rights = json.required("rights");
            String closedOn = textOrNull(json, "closedOn");
            String ground = textOrNull(rights, "ground");
            String until = textOrNull(rights, "closedUntil");
            return new FondsObject(
                    FondsId.of(text(json, "id")),
                    new NewFonds(
                            text(json, "code"),
                            text(json, "title"),
                            text(json, "archiveCode"),
                            closedOn == null ? null : LocalDate.parse(closedOn),
                            textOrNull(json, "history"),
                            new Rights(
                                    Access.valueOf(text(rights, "access")),
                                    rights.required("titlePublic").booleanValue(),
                                    textOrNull(rights, "basis"),
                                    ground == null ? null : AccessGround.valueOf(ground),
                                    until == null ? null : LocalDate.parse(until))),
                    series,
                    Times.read(text(json, "createdAt")),
                    version);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(PATH + " cannot be read", e);
        }
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).stringValue();
    }

    private static @Nullable String textOrNull(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null ? null : value.stringValue();
    }
}
