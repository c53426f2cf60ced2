package vn.tangthu.portal.desk;

import com.vaadin.flow.component.combobox.ComboBox;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inheritance.Ground;

/**
 * A body of the register, found by any name that it has or had, or by a code; homonyms are told
 * apart by where they belong and when they were. Below stands what choosing it gives.
 */
final class BodyField extends ComboBox<Body.Line> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100;

    private final transient Bodies bodies;
    private final transient Inheritance inheritance;
    private final transient Words words;
    private final LocalDate today;

    BodyField(Words words, Bodies bodies, Inheritance inheritance, LocalDate today) {
        super(words.of("account.body"));
        this.words = words;
        this.bodies = bodies;
        this.inheritance = inheritance;
        this.today = today;
        setItems(
                query ->
                        found(query.getFilter().orElse("")).stream()
                                .skip(query.getOffset())
                                .limit(query.getLimit()));
        setItemLabelGenerator(line -> label(line, words));
        setClearButtonVisible(true);
        setWidthFull();
        addValueChangeListener(e -> tell(e.getValue()));
        tell(null);
    }

    void choose(@Nullable BodyId body) {
        if (body != null) {
            bodies.lines(List.of(body)).stream().findFirst().ifPresent(this::setValue);
        }
    }

    private List<Body.Line> found(String text) {
        return bodies.byCode(text, today)
                .map(body -> bodies.lines(List.of(body.id())))
                .orElseGet(() -> bodies.named(text, null, MOST));
    }

    static String label(Body.Line line, Words words) {
        String period = BodyTexts.period(line.from(), line.until(), words);
        return line.name()
                + (line.within().isEmpty() ? "" : " (" + line.within() + ")")
                + (period.isEmpty() ? "" : ", " + period);
    }

    private void tell(Body.@Nullable Line line) {
        if (line == null) {
            setHelperText(words.of("account.body.help"));
            return;
        }
        if (!line.livesOn(today)) {
            String now =
                    bodies.responsible(line.id(), today).bodies().stream()
                            .limit(5)
                            .map(Body.Line::name)
                            .collect(Collectors.joining(", "));
            setHelperText(
                    words.of(
                            "account.body.ended",
                            BodyTexts.period(line.from(), line.until(), words),
                            now.isEmpty() ? "—" : now));
            return;
        }
        Inheritance.Estate estate = inheritance.of(line.id(), today);
        setHelperText(
                words.of(
                        "account.body.reach",
                        words.number(count(estate, Ground.OWN)),
                        words.number(
                                count(estate, Ground.SUCCEEDED) + count(estate, Ground.DECIDED)),
                        words.number(count(estate, Ground.UNDECIDED))));
    }

    private static long count(Inheritance.Estate estate, Ground ground) {
        return estate.items().stream().filter(item -> item.ground() == ground).count();
    }
}
