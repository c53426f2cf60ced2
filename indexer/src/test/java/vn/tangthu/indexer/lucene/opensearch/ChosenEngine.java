package vn.tangthu.indexer.lucene.opensearch;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.storage.TangThuHome;

/** The rooms of the search as the application wires them. */
final class ChosenEngine {
    private ChosenEngine() {}

    static AnnotationConfigApplicationContext with(Path home, Map<String, Object> settings) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("settings", settings));
        // Catalogue and texts in one.
        context.registerBean(FakeArchive.class);
        context.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        context.registerBean(Analyzer.class, VietnameseAnalyzer::new);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(SpellingTable.class, ChosenEngine::emptyTable);
        context.scan("vn.tangthu.indexer.lucene");
        context.refresh();
        return context;
    }

    private static SpellingTable emptyTable() {
        SpellingTable table = mock(SpellingTable.class);
        when(table.state()).thenReturn(new SpellingTable.State(0, List.of(), List.of(), null));
        return table;
    }
}
