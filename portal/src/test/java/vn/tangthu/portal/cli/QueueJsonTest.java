package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Slice;

/** What the line and the status tell programs. */
class QueueJsonTest {
    @Test
    void everyStateOfTheLineIsInItsSchema() throws IOException {
        List<QueueVerb.Waiting> line = new ArrayList<>();
        for (Deliveries.State state : Deliveries.State.values()) {
            line.add(
                    new QueueVerb.Waiting(
                            line.size(),
                            state.name(),
                            new StatusVerb.AtWork(
                                    "8d4a",
                                    "thu-1",
                                    line.isEmpty() ? null : "STORE",
                                    3,
                                    -1,
                                    0.5,
                                    line.isEmpty() ? null : 7L)));
        }
        String schema = Files.readString(Path.of("..", "docs", "cli", "queue.schema.json"));
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(schema)
                                .validate(
                                        JsonMapper.builder().build().writeValueAsString(line),
                                        InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theStatusCountsEveryFonds() {
        Catalogue catalogue = mock(Catalogue.class);
        Fonds one = mock(Fonds.class);
        when(one.recordCount()).thenReturn(2L);
        when(catalogue.fonds(anyInt(), anyInt(), any()))
                .thenAnswer(
                        call -> {
                            int offset = call.getArgument(0);
                            int limit = call.getArgument(1);
                            int size = Math.clamp(2_300 - offset, 0, limit);
                            return new Slice<>(
                                    java.util.Collections.nCopies(size, one), offset, 2_300);
                        });
        assertThat(StatusVerb.Holding.of(catalogue))
                .isEqualTo(new StatusVerb.Holding(2_300, 4_600));
    }
}
