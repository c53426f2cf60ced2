package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.Line.Waiting;

class LineTest {
    private final LinkedBlockingQueue<DeliveryId> called = new LinkedBlockingQueue<>();
    private final Map<DeliveryId, CountDownLatch> ends = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private Line line(int lanes) {
        Line line =
                new Line(
                        lanes,
                        waiting -> {
                            called.add(waiting.id());
                            try {
                                end(waiting.id()).await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return new Result(
                                    waiting.id(),
                                    Outcome.KEPT,
                                    new Verdict(0, 0, 0, 0, List.of()),
                                    List.of());
                        });
        lines.add(line);
        return line;
    }

    @AfterEach
    void end() {
        ends.values().forEach(CountDownLatch::countDown);
        lines.forEach(Line::close);
    }

    private DeliveryId join(Line line, int place, boolean large) {
        DeliveryId id = new DeliveryId(new UUID(0, place));
        ends.put(id, new CountDownLatch(1));
        assertThat(line.join(new Waiting(id, place, large, Progress.NONE))).isTrue();
        return id;
    }

    private CountDownLatch end(DeliveryId id) {
        return Objects.requireNonNull(ends.get(id));
    }

    private @Nullable DeliveryId next() throws InterruptedException {
        return called.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void whoIsToldTheEndFindsItInLineNoMore() {
        Line line = line(1);
        List<Boolean> held = new ArrayList<>();
        for (int place = 1; place <= 200; place++) {
            DeliveryId id = new DeliveryId(new UUID(0, place));
            Waiting waiting = new Waiting(id, place, false, Progress.NONE);
            ends.put(id, new CountDownLatch(0));
            var ended = waiting.ended().thenAccept(result -> held.add(line.holds(id)));
            assertThat(line.join(waiting)).isTrue();
            ended.join();
        }
        assertThat(held).hasSize(200).containsOnly(false);
    }

    @Test
    void aSmallOneOvertakesTwoLargeOnesAndTheyNeverTakeBothLanes() throws Exception {
        Line line = line(2);
        DeliveryId giant = join(line, 1, true);
        DeliveryId second = join(line, 2, true);
        DeliveryId small = join(line, 3, false);
        DeliveryId smaller = join(line, 4, false);

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(giant, small);
        assertThat(line.position(second)).isEqualTo(1);
        end(small).countDown();
        assertThat(next()).isEqualTo(smaller);
        end(giant).countDown();
        assertThat(next()).isEqualTo(second);
    }

    @Test
    void theOrderIsThatOfThePlacesAndCanBeChanged() throws Exception {
        Line line = line(1);
        DeliveryId running = join(line, 1, true);
        assertThat(next()).isEqualTo(running);
        DeliveryId d = join(line, 5, false);
        DeliveryId b = join(line, 3, true);
        DeliveryId c = join(line, 4, false);
        assertThat(line.all()).containsExactly(running, b, c, d);

        assertThat(line.move(d, Move.UP)).isEqualTo(Map.of(d, 4L, c, 5L));
        assertThat(line.move(c, Move.FIRST)).isEqualTo(Map.of(c, 2L));
        assertThat(line.move(d, Move.DOWN)).isEmpty();
        assertThat(line.move(running, Move.UP)).isEmpty();
        assertThat(line.all()).containsExactly(running, c, b, d);
        assertThat(line.leave(b)).isPresent();
        end(running).countDown();
        assertThat(next()).isEqualTo(c);
        end(c).countDown();
        assertThat(next()).isEqualTo(d);
    }

    @Test
    void nobodyStandsInLineTwiceAndAClosedLineTellsThoseWhoWait() throws Exception {
        Line line = line(1);
        DeliveryId running = join(line, 1, false);
        assertThat(next()).isEqualTo(running);
        Waiting waiting = new Waiting(new DeliveryId(new UUID(0, 2)), 2, false, Progress.NONE);
        assertThat(line.join(waiting)).isTrue();
        assertThat(line.join(waiting)).isFalse();
        assertThat(line.join(new Waiting(running, 1, false, Progress.NONE))).isFalse();
        line.close();
        assertThatThrownBy(() -> waiting.ended().get(1, TimeUnit.SECONDS))
                .hasCauseInstanceOf(Line.StoppingException.class);
        assertThat(called).isEmpty();
    }

    @Test
    void whoIsToGoOnWhileItsTurnEndsIsCalledAgain() throws Exception {
        Line line = line(1);
        DeliveryId id = join(line, 1, false);
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
        assertThat(line.joinAgain(new Waiting(id, 1, false, Progress.NONE))).isTrue();
        assertThat(line.joinAgain(new Waiting(id, 1, false, Progress.NONE))).isFalse();
        end(id).countDown();
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo(id);
        assertThat(called.poll(100, TimeUnit.MILLISECONDS)).isNull();

        // Unless it was taken out of the line meanwhile.
        DeliveryId other = join(line, 2, false);
        assertThat(called.poll(10, TimeUnit.SECONDS)).isEqualTo(other);
        assertThat(line.joinAgain(new Waiting(other, 2, false, Progress.NONE))).isTrue();
        assertThat(line.leave(other)).isEmpty();
        end(other).countDown();
        assertThat(called.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
}
