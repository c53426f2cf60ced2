package vn.tangthu.indexer.lucene.opensearch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
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
        context.scan("vn.tangthu.indexer.lucene");
        context.refresh();
        return context;
    }
}
