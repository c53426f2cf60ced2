package vn.tangthu.portal.browser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.RefusedException;

/** Boxes in memory, for the page on which they are drawn. */
final class StandInRedactions implements Redactions {
    private static final Ground PERSONAL =
            new Ground("PERSONAL_DATA", "Dữ liệu cá nhân", "Personal data", "Luật 91/2025/QH15");
    private static final Ground SECRET =
            new Ground("STATE_SECRET", "Bí mật nhà nước", "State secret", "Luật");

    private final List<Box> boxes = new ArrayList<>();

    @Override
    public List<Ground> grounds() {
        return List.of(PERSONAL, SECRET);
    }

    @Override
    public Ground ground(String code) {
        return code.equals(SECRET.code()) ? SECRET : PERSONAL;
    }

    @Override
    public synchronized Draft draft(
            String request, AipId record, List<DocumentId> documents, Reader reader) {
        String state = HexFormat.of().toHexDigits(boxes.toString().hashCode());
        return new Draft(boxes, List.of(), state);
    }

    @Override
    public synchronized UUID draw(Place place, Area area, String ground, Reader actor) {
        if (area.x() < 0 || area.width() < NARROWEST || area.x() + area.width() > SCALE) {
            throw new RefusedException(Finding.blocks("REDACTION_AREA", place.request()));
        }
        UUID id = UUID.randomUUID();
        boxes.add(
                new Box(
                        id,
                        place.document(),
                        place.page(),
                        area,
                        ground,
                        Instant.EPOCH,
                        actor.name()));
        return id;
    }

    @Override
    public synchronized UUID move(UUID box, Area area, String ground, Reader actor) {
        Box old = boxes.stream().filter(one -> one.id().equals(box)).findFirst().orElseThrow();
        boxes.remove(old);
        return draw(new Place("", new AipId(box), old.document(), old.page()), area, ground, actor);
    }

    @Override
    public synchronized void remove(UUID box, Reader actor) {
        boxes.removeIf(one -> one.id().equals(box));
    }

    @Override
    public void removeStale(
            String request, AipId record, DocumentId document, Set<UUID> shown, Reader actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PageRenderer.Rendered preview(Place place, int width, Reader reader) {
        return new PageRenderer.Rendered("hình".getBytes(StandardCharsets.UTF_8), 1, 1);
    }
}
