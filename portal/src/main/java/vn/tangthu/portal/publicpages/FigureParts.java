package vn.tangthu.portal.publicpages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Certificates.Figure;

/** What a certificate says, in parts: of nothing in particular, of the archive, of each copy. */
final class FigureParts {
    private FigureParts() {}

    /**
     * @param of from 0, the archive itself; empty for none
     */
    record Part(String of, List<Line> lines) {}

    /**
     * @param word ending of the key of its words
     */
    record Line(String word, String text) {}

    static List<Part> of(List<Figure> figures, Formats formats) {
        Map<String, List<Line>> parts = new LinkedHashMap<>();
        for (Figure figure : figures) {
            parts.computeIfAbsent(figure.of(), of -> new ArrayList<>())
                    .add(new Line(figure.word(), text(figure, formats)));
        }
        return parts.entrySet().stream().map(e -> new Part(e.getKey(), e.getValue())).toList();
    }

    private static String text(Figure figure, Formats formats) {
        String value = figure.value();
        return switch (figure.word()) {
            case "checked", "stored", "broken", "run.started", "run.ended" ->
                    value.isEmpty() ? "–" : formats.minute(Instant.parse(value));
            case "run.of", "run.state", "root" -> value;
            case "bytes", "run.bytes" -> formats.size(Long.parseLong(value));
            default -> formats.count(Long.parseLong(value));
        };
    }
}
