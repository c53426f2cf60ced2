package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.List;
import vn.tangthu.indexer.SpellingTrial;

/** Reads what is typed as every search does. */
final class ReadTrial implements SpellingTrial {
    private final QuestionReader reader;
    private final Spellings spellings;

    ReadTrial(Analysis analysis, Spellings spellings) {
        this.reader = new QuestionReader(analysis, spellings);
        this.spellings = spellings;
    }

    @Override
    public List<Part> tried(String typed) {
        spellings.refresh();
        String asked = typed.substring(0, Math.min(typed.length(), LONGEST));
        List<Part> parts = new ArrayList<>();
        for (Question.Group group : reader.read(asked).groups()) {
            List<Analysis.Word> words = group.typed();
            parts.add(
                    new Part(
                            asked.substring(words.getFirst().start(), words.getLast().end()),
                            group.ways().stream().map(spellings::text).toList()));
        }
        return parts;
    }
}
