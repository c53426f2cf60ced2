package vn.tangthu.portal.publicpages;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Responsible;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.FondsId;

/** Who made a fonds and who answers for it today, for the pages of a fonds and of its hồ sơ. */
@Component
final class BodiesOfFonds {
    /** Of a district there may be a dozen; more stand on the page of who made it. */
    private static final int MOST = 20;

    private final Bodies bodies;
    private final BodyTexts texts;
    private final Clock clock;

    BodiesOfFonds(Bodies bodies, BodyTexts texts, Clock clock) {
        this.bodies = bodies;
        this.texts = texts;
        this.clock = clock;
    }

    record Row(String name, String about, String url) {}

    void add(FondsId fonds, Model model, Locale locale) {
        List<Body.Line> creators = bodies.creators(fonds);
        Responsible today =
                creators.isEmpty()
                        ? Responsible.NOBODY
                        : bodies.responsible(fonds, LocalDate.now(clock.withZone(Formats.ZONE)));
        model.addAttribute("creators", rows(creators, locale));
        model.addAttribute("today", rows(today.bodies(), locale));
        model.addAttribute("todayPartly", today.partly());
    }

    private List<Row> rows(List<Body.Line> lines, Locale locale) {
        return lines.stream()
                .limit(MOST)
                .map(b -> new Row(b.name(), texts.about(b, locale), BodyTexts.url(b)))
                .toList();
    }
}
