package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.outgoing.SendingPlaces;

class SendingTest {
    @Test
    void oneNetworkDoesNotTakeAllPlaces() {
        SendingPlaces places = new SendingPlaces(4, 2);
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isTrue();
        assertThat(places.take("d")).as("four in all").isFalse();
        places.giveBack("a");
        assertThat(places.take("d")).isTrue();
        assertThat(places.take("a")).isFalse();
        places.giveBack("d");
        assertThat(places.take("a")).isTrue();
    }

    @Test
    void whoHardlySendsIsNotWaitedFor() throws IOException {
        AtomicLong now = new AtomicLong();
        byte[] much = new byte[3_000_000];
        byte[] buffer = new byte[2_000_000];
        try (InputStream in = new SteadyStream(new ByteArrayInputStream(much), now::get)) {
            assertThat(in.read()).isZero();
            now.set(TimeUnit.SECONDS.toNanos(19));
            assertThat(in.read()).as("a slow start").isZero();
            assertThat(in.readNBytes(buffer, 0, buffer.length)).isEqualTo(buffer.length);
            now.set(TimeUnit.SECONDS.toNanos(30));
            assertThat(in.read()).as("two million bytes in 30 seconds").isZero();
            now.set(TimeUnit.SECONDS.toNanos(60));
            assertThatThrownBy(in::read).isInstanceOf(SteadyStream.TooSlow.class);
        }
    }
}
