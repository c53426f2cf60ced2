package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.indexer.SpellingTrial;
import vn.tangthu.indexer.SpellingTrial.Part;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Said;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.TangThuHome;

/** The table of spellings as it is wired, of two processes with one database. */
class SpellingsOfTwoProcessesTest {
    @TempDir private Path home;

    private static AnnotationConfigApplicationContext process(TestDatabase database, Path home) {
        AnnotationConfigApplicationContext process = new AnnotationConfigApplicationContext();
        process.registerBean(JdbcClient.class, database::jdbc);
        process.registerBean(TransactionTemplate.class, database::transactions);
        process.registerBean(ActivityLog.class, () -> mock(ActivityLog.class));
        process.registerBean(Clock.class, Clock::systemUTC);
        process.registerBean(Analyzer.class, VietnameseAnalyzer::new);
        process.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        ClassPathBeanDefinitionScanner rooms = new ClassPathBeanDefinitionScanner(process, false);
        rooms.addIncludeFilter(
                new RegexPatternTypeFilter(Pattern.compile(".*\\.(Jdbc|Analysed)?Spelling[^$]*")));
        rooms.scan("vn.tangthu.repository.spellings", "vn.tangthu.indexer.lucene");
        process.refresh();
        return process;
    }

    private static List<String> looksFor(AnnotationConfigApplicationContext process, String typed) {
        return process.getBean(SpellingTrial.class).tried(typed).stream()
                .map(Part::ways)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFileOfTheHomeIsTakenOverAtTheFirstStartAndWhatOneWritesTheOtherReads()
            throws IOException {
        Path second = Files.createDirectory(home.resolve("second"));
        Path first = Files.createDirectory(home.resolve("first"));
        Path file = first.resolve("spellings.txt");
        Files.writeString(file, "NTQD = Nông trường quốc doanh\n- KTXH\n");
        try (TestDatabase database = TestDatabase.fresh();
                AnnotationConfigApplicationContext one = process(database, first);
                AnnotationConfigApplicationContext two = process(database, second)) {
            assertThat(looksFor(two, "NTQD")).containsExactly("NTQD", "Nông trường quốc doanh");
            assertThat(looksFor(two, "KTXH")).containsExactly("ktxh");
            SpellingTable table = one.getBean(SpellingTable.class);
            table.count("ktxh", true, Reader.OPERATOR);
            table.add(
                    new Said(List.of("XN", "xí nghiệp", "xét nghiệm"), true, ""), Reader.OPERATOR);
            assertThat(looksFor(two, "XN")).containsExactly("XN", "xí nghiệp", "xét nghiệm");
            assertThat(looksFor(two, "xí nghiệp")).containsExactly("xí");
            assertThat(looksFor(two, "KTXH")).contains("kinh tế xã hội");
            Files.writeString(file, "XX = không đọc nữa\n");
            try (AnnotationConfigApplicationContext again = process(database, first)) {
                assertThat(looksFor(again, "XX")).containsExactly("xx");
                assertThat(looksFor(again, "NTQD")).contains("Nông trường quốc doanh");
            }
        }
    }
}
