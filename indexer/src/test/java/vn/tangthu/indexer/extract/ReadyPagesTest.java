package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.ReadyPages.ReadyPage;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextWork;

class ReadyPagesTest {
    @TempDir Path dir;
    private final FakeArchive archive = new FakeArchive();

    @Test
    void whatSomebodyLooksAtComesFirstInItsOrderAndWhatHasEndedNotAtAll() throws Exception {
        OcrFile volume = file("v");
        OcrFile awaited = file("a");
        ReadyPages pages = new ReadyPages(1, 32);
        assertThat(pages.put(page(volume, 1), false)).isTrue();
        assertThat(pages.put(page(awaited, 1), true)).isTrue();
        assertThat(pages.put(page(awaited, 2), true)).isTrue();
        assertThat(numbers(pages.take(1))).containsExactly("a1");
        assertThat(pages.put(page(awaited, 3), true)).isTrue();
        assertThat(numbers(pages.take(32))).containsExactly("a2", "a3", "v1");
        assertThat(pages.put(page(volume, 2), false)).isTrue();
        assertThat(pages.put(page(awaited, 4), true)).isTrue();
        awaited.giveUp();
        assertThat(pages.put(page(awaited, 5), true)).isFalse();
        assertThat(numbers(pages.removeEnded())).containsExactly("a4");
        assertThat(pages.put(page(volume, 3), false)).isTrue();
        assertThat(numbers(pages.take(32))).containsExactly("v2", "v3");
    }

    private OcrFile file(String name) throws Exception {
        var content = archive.add(Files.writeString(dir.resolve(name), name), "image/png", 9);
        WorkList list = new WorkList(archive, archive, new NotedSecrets(), false);
        TextWork.Item item = list.claim(TextWork.Stage.LAYER, 1).getFirst();
        return new OcrFile(
                item,
                archive.open(content.id(), Reader.OPERATOR),
                TextDerivative.of(new ExtractedText(List.of())),
                9,
                OcrModel.USUAL,
                OcrSpool.of(dir, content.sha512()),
                list,
                new DerivativeExtractedTexts(archive));
    }

    private ReadyPage page(OcrFile file, int number) {
        return new ReadyPage(file, number, new Answer.Scan("/nowhere", 150, 0, 0, 1, 1));
    }

    private static List<String> numbers(List<ReadyPage> pages) {
        return pages.stream()
                .map(page -> Path.of(page.file().path()).getFileName() + "" + page.number())
                .toList();
    }
}
