package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.indexer.SpellingTrial;
import vn.tangthu.repository.SpellingReading;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.storage.TangThuHome;

@Configuration(proxyBeanMethods = false)
class SpellingsConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(SpellingsConfiguration.class);

    @Bean
    Spellings spellings(
            TangThuHome home, Analyzer analyzer, SpellingTable table, SpellingReading reading) {
        takeOver(home.root().resolve(SpellingFile.OF_THE_HOME), table, reading);
        return new Spellings(new Analysis(analyzer), table);
    }

    @Bean
    SpellingTrial spellingTrial(Analyzer analyzer, Spellings spellings) {
        return new ReadTrial(new Analysis(analyzer), spellings);
    }

    /**
     * The file of before stays where it is: a database of before, put back, takes it over again.
     */
    static void takeOver(Path file, SpellingTable table, SpellingReading reading) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        if (table.state().takenOver() == null) {
            try {
                SpellingFile.Former former =
                        SpellingFile.former(
                                Files.readAllLines(file), reading.shipped(), reading::key);
                LOG.info(
                        "{} was taken over at {}: {} lines, {} of the software's off",
                        file,
                        table.takeOver(former.lines(), former.off()),
                        former.lines().size(),
                        former.off().size());
            } catch (IOException e) {
                LOG.warn("{} is not taken over yet: {}", file, e.toString());
                return;
            }
        }
        LOG.info("{} is not read any more: the table is edited at /app/cach-viet", file);
    }
}
