package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Page;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.repository.TextWork;

class WorkListTest {
    @TempDir Path directory;
    private final FakeArchive archive = new FakeArchive();
    private final NotedSecrets secrets = new NotedSecrets();
    private final WorkList list = new WorkList(archive, archive, secrets, false);

    @Test
    void everyPageWithAStampIsTold() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "x");
        ContentFile content = archive.add(file, "application/pdf", 4);
        TextWork.Item item = list.claim(TextWork.Stage.LAYER, 1).getFirst();
        TextDerivative text =
                TextDerivative.of(
                        new ExtractedText(
                                List.of(
                                        page(1, "TUYỆT MẬT"),
                                        page(2, ""),
                                        page(3, "MẬT"),
                                        page(4, "TỐI MẬT"))));
        list.look(item, text);
        assertThat(secrets.noted)
                .containsExactly(
                        new NotedSecrets.Noted(content.sha512(), 1, Level.TOP_SECRET),
                        new NotedSecrets.Noted(content.sha512(), 3, Level.SECRET),
                        new NotedSecrets.Noted(content.sha512(), 4, Level.HIGHLY_SECRET));
    }

    @Test
    void whatCouldNotBeGivenBackIsWithTheNextBeatAndNothingElse() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "x");
        archive.add(file, "application/pdf", 1);
        archive.add(file, "application/pdf", 1);
        List<TextWork.Item> items = list.claim(TextWork.Stage.LAYER, 2);
        archive.outage = true;
        list.trouble(items.getFirst(), new IOException("as if"));
        archive.outage = false;
        assertThat(archive.claims()).isEqualTo(2);
        list.releaseForgotten();
        assertThat(archive.claims()).isEqualTo(1);
        assertThat(list.claim(TextWork.Stage.LAYER, 2))
                .extracting(TextWork.Item::file)
                .containsExactly(items.getFirst().file());
        list.releaseForgotten();
        assertThat(archive.claims()).as("both are worked on").isEqualTo(2);
    }

    @Test
    void copiesOfWhatIsErasedAreKnownUntilTheyAreClosed() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "x");
        ContentFile content = archive.add(file, "application/pdf", 1);
        TextWork.Item item = list.claim(TextWork.Stage.LAYER, 1).getFirst();
        try (Retrieval.VerifiedFile first = list.open(item);
                Retrieval.VerifiedFile second = list.open(item)) {
            assertThat(first.path()).isEqualTo(second.path());
            assertThat(list.hasErasedOpen()).as("it is held").isFalse();
            archive.remove(content);
            assertThat(list.hasErasedOpen()).isTrue();
            first.close();
            first.close();
            assertThat(list.hasErasedOpen()).as("another is open").isTrue();
        }
        assertThat(list.hasErasedOpen()).isFalse();
        assertThatThrownBy(() -> list.open(item)).isInstanceOf(Retrieval.NotAvailable.class);
        assertThat(list.hasErasedOpen()).isFalse();
    }

    @Test
    void aCopyThatCouldNotBeDeletedIsDeletedWithTheNextSweep() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "x");
        ContentFile content = archive.add(file, "application/pdf", 1);
        TextWork.Item item = list.claim(TextWork.Stage.LAYER, 1).getFirst();
        Retrieval.VerifiedFile copy = list.open(item);
        archive.remove(content);
        archive.undeletable = true;
        assertThatThrownBy(copy::close).isInstanceOf(IOException.class);
        assertThat(list.hasErasedOpen()).isTrue();
        archive.undeletable = false;
        assertThat(list.hasErasedOpen()).as("nobody else closes it").isFalse();
    }

    @Test
    void pagesOfNoDocumentWaitWithThePartThatAnswersForThem() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "x");
        ContentFile whole = archive.add(file, "application/pdf", 5);
        archive.remove(whole);
        ContentFile first = archive.addPart(whole, file, 1, 2, 2);
        ContentFile second = archive.addPart(whole, file, 3, 3, Integer.MAX_VALUE);
        TextDerivative text =
                TextDerivative.of(
                        new ExtractedText(
                                List.of(
                                        page(1, ""),
                                        page(2, ""),
                                        page(3, ""),
                                        new Page(4, Source.WAITING, "", List.of(), null),
                                        new Page(5, Source.FAILED, "", List.of(), "x"))));
        for (TextWork.Item item : list.claim(TextWork.Stage.LAYER, 2)) {
            list.done(item, text);
        }
        assertThat(archive.found(first)).contains(new TextWork.Found(2, 2, 0, 0, null));
        assertThat(archive.found(second)).contains(new TextWork.Found(1, 1, 1, 1, null));
        assertThat(archive.quality(second).told())
                .as("by the number that the whole file has, of no page of the document")
                .containsExactly(
                        new TextWork.ToldPage(
                                TextWork.WHOLE_FILE,
                                "pages of the whole file, of no document: 5: x",
                                0));
    }

    private static Page page(int number, String stamp) {
        List<Word> words = new ArrayList<>();
        int x = 1000;
        for (String word : stamp.split(" ")) {
            if (!word.isEmpty()) {
                words.add(new Word(word, 0, x, 1300, 500, 200));
                x += 600;
            }
        }
        for (int line = 1; line < 10; line++) {
            words.add(new Word("nội", line, 1000, 3000 + 300 * line, 300, 110));
            words.add(new Word("dung", line, 1400, 3000 + 300 * line, 300, 110));
        }
        return new Page(number, Source.OCR, stamp + " nội dung", words, null);
    }
}
