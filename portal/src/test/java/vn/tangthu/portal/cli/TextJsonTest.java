package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;

/** What the line of texts tells programs. */
class TextJsonTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private static TextLine.FondsLine fonds(int number) {
        return new TextLine.FondsLine(
                new FondsId(new UUID(0, number)),
                "P" + number,
                "Phông " + number,
                TextLine.Priority.values()[number % 3],
                9,
                3,
                90,
                60,
                25,
                5,
                2,
                number % 2 == 0 ? Optional.empty() : Optional.of(88));
    }

    private static TextLine line(TextLine.Status status, int fonds) {
        TextLine line = mock(TextLine.class);
        when(line.status()).thenReturn(status);
        when(line.fonds(anyInt(), anyInt()))
                .thenAnswer(
                        call -> {
                            List<TextLine.FondsLine> some = new ArrayList<>();
                            int from = call.getArgument(0);
                            int to = Math.min(fonds, from + call.<Integer>getArgument(1));
                            for (int i = from; i < to; i++) {
                                some.add(fonds(i));
                            }
                            return new Slice<>(some, from, fonds);
                        });
        return line;
    }

    @Test
    void whatItPrintsIsInItsSchemaPausedOrNot() throws IOException {
        List<TextLine.PageLine> pages =
                List.of(
                        new TextLine.PageLine(
                                new ContentFileId(ID),
                                new AipId(ID),
                                new DocumentId(ID),
                                "1",
                                "a.pdf",
                                0,
                                "needs a password",
                                0),
                        new TextLine.PageLine(
                                new ContentFileId(ID),
                                new AipId(ID),
                                new DocumentId(ID),
                                "1",
                                "a.pdf",
                                7,
                                null,
                                41),
                        new TextLine.PageLine(
                                new ContentFileId(ID),
                                new AipId(ID),
                                new DocumentId(ID),
                                "1",
                                "a.pdf",
                                8,
                                null,
                                TextWork.NOTHING_ON_IT));
        TextLine.Status runs =
                new TextLine.Status(null, null, 3, 25, 5, 1, 640, 2_280, Instant.EPOCH, 0, 4);
        TextLine.Status paused =
                new TextLine.Status("An", Instant.EPOCH, 3, 25, 5, 1, 0, 0, null, 0, 0);
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                Files.readString(Path.of("..", "docs", "cli", "text.schema.json")));
        for (TextLine.Status status : List.of(runs, paused)) {
            TextVerb.Report report = TextVerb.report(line(status, 1_203), pages);
            assertThat(report.fonds()).as("all of them").hasSize(1_203);
            assertThat(report.pages())
                    .extracting(TextVerb.OfPage::blank)
                    .containsExactly(false, false, true);
            assertThat(report.pages().getLast().confidence()).isNull();
            assertThat(report.paused()).isEqualTo(status == paused);
            assertThat(
                            schema.validate(
                                    JsonMapper.builder().build().writeValueAsString(report),
                                    InputFormat.JSON))
                    .isEmpty();
        }
    }
}
