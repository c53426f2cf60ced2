package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.function.SerializableBiConsumer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;

/**
 * The image of a page on which boxes are drawn, moved and deleted, by hand or by keyboard: a small
 * element of our own. It keeps nothing; each change is told to the server.
 */
@Tag("tt-redact")
@JavaScript("context://redact/tt-redact.js")
final class RedactionPad extends Component {
    private static final long serialVersionUID = 1L;
    private static final String[] SIDES = {"x", "y", "width", "height"};

    private int shown;

    RedactionPad(
            SerializableConsumer<Area> drawn,
            SerializableBiConsumer<UUID, Area> moved,
            SerializableConsumer<UUID> removed) {
        on("tt-drawn", e -> drawn.accept(area(e)));
        on("tt-moved", e -> moved.accept(id(e), area(e)));
        on("tt-removed", e -> removed.accept(id(e)));
        getElement().setAttribute("aria-describedby", "tt-redact-keys");
    }

    private void on(String event, SerializableConsumer<DomEvent> heard) {
        var listening = getElement().addEventListener(event, heard::accept);
        listening.addEventData("event.detail.id");
        for (String side : SIDES) {
            listening.addEventData("event.detail." + side);
        }
    }

    private static UUID id(DomEvent event) {
        return UUID.fromString(event.getEventData().get("event.detail.id").asString());
    }

    private static Area area(DomEvent event) {
        int[] sides = new int[SIDES.length];
        for (int i = 0; i < SIDES.length; i++) {
            sides[i] = event.getEventData().get("event.detail." + SIDES[i]).asInt();
        }
        return new Area(sides[0], sides[1], sides[2], sides[3]);
    }

    /** A box and how it is called. */
    record Labelled(Box box, String label) {}

    void show(String image, String alt, List<Labelled> boxes) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Labelled one : boxes) {
            Area area = one.box().area();
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", one.box().id().toString());
            facts.put("n", told.size() + 1);
            facts.put("label", one.label());
            facts.put("x", area.x());
            facts.put("y", area.y());
            facts.put("width", area.width());
            facts.put("height", area.height());
            told.add(facts);
        }
        getElement().setAttribute("src", image);
        getElement().setAttribute("alt", alt);
        getElement().setAttribute("boxes", JsonMapper.shared().writeValueAsString(told));
        // Also where nothing has changed: what was moved and refused goes back.
        getElement().setAttribute("shown", Integer.toString(++shown));
    }
}
