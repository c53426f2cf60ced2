package vn.tangthu.portal.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;

@Command(
        name = "queue",
        description = {
            "Hàng đợi giao nộp; đổi thứ tự, tạm dừng, tiếp tục, hủy.",
            "The queue of deliveries; changes its order, pauses, resumes, cancels."
        })
final class QueueVerb extends Verb {
    private enum Action {
        FIRST,
        UP,
        DOWN,
        PAUSE,
        RESUME,
        CANCEL
    }

    /** Fewer letters of an id name too many. */
    private static final int SHORTEST_ID = 6;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "first, up, down, pause, resume or cancel; without: lists the queue")
    String action = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "ID",
            description =
                    "Of the delivery; the beginning is enough for one that stands in the queue")
    String id = "";

    @Option(names = "--json", description = "JSON on standard output (docs/cli/queue.schema.json)")
    boolean json;

    QueueVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /**
     * What {@code --json} prints of each.
     *
     * @param position 1 for the next, 0 for what is worked on or paused
     */
    record Waiting(int position, String state, StatusVerb.AtWork delivery) {
        static Waiting of(Delivery d) {
            return new Waiting(d.turn().position(), d.state().name(), StatusVerb.AtWork.of(d));
        }
    }

    @Override
    public Integer call() {
        Deliveries deliveries = ports.deliveries().getObject();
        if (!action.isEmpty()) {
            int status = act(deliveries);
            if (status != 0) {
                return status;
            }
        }
        List<Waiting> line = deliveries.line().stream().map(Waiting::of).toList();
        if (json) {
            printJson(line);
        } else {
            line.forEach(
                    each ->
                            say(
                                    (each.position() > 0 ? each.position() + ". " : "   ")
                                            + each.delivery().id()
                                            + " "
                                            + each.state()
                                            + " "
                                            + each.delivery().line()));
        }
        return 0;
    }

    private int act(Deliveries deliveries) {
        Action what;
        try {
            what = Action.valueOf(action.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            complain("Không có thao tác này. / No such action: " + Findings.printable(action));
            return 2;
        }
        Delivery delivery = find(deliveries).orElse(null);
        if (delivery == null) {
            complain("Không có lần giao nộp này. / No such delivery: " + Findings.printable(id));
            return 1;
        }
        DeliveryId found = delivery.id();
        String noted =
                switch (what) {
                    case FIRST, UP, DOWN -> {
                        deliveries.move(found, Move.valueOf(what.name()), Reader.OPERATOR);
                        yield "QUEUE_" + what;
                    }
                    case PAUSE -> {
                        deliveries.pause(found, Reader.OPERATOR);
                        yield "PAUSE";
                    }
                    case RESUME -> {
                        deliveries.resume(found, Reader.OPERATOR);
                        yield "RESUME";
                    }
                    case CANCEL -> {
                        deliveries.cancel(found, Reader.OPERATOR);
                        yield "CANCEL";
                    }
                };
        ports.activity()
                .getObject()
                .record(Reader.OPERATOR, noted, found.toString(), delivery.name());
        return 0;
    }

    private Optional<Delivery> find(Deliveries deliveries) {
        if (id.length() == 36) {
            try {
                return deliveries.find(DeliveryId.of(id));
            } catch (IllegalArgumentException noId) {
                return Optional.empty();
            }
        }
        List<Delivery> named =
                deliveries.line().stream()
                        .filter(d -> id.length() >= SHORTEST_ID)
                        .filter(d -> d.id().toString().startsWith(id.toLowerCase(Locale.ROOT)))
                        .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }
}
