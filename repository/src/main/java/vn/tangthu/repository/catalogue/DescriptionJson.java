package vn.tangthu.repository.catalogue;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.RecordVersion;

/** Descriptions and histories as the {@code jsonb} columns keep them: the records' own fields. */
final class DescriptionJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility
                                            .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                                            .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                                            .withVisibility(
                                                    PropertyAccessor.CREATOR, Visibility.ANY))
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private DescriptionJson() {}

    static String write(Object description) {
        return MAPPER.writeValueAsString(description);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static List<ContentCheck> readChecks(String json) {
        return List.of(MAPPER.readValue(json, ContentCheck[].class));
    }

    static List<RecordVersion> readHistory(String json) {
        return List.of(MAPPER.readValue(json, RecordVersion[].class));
    }
}
