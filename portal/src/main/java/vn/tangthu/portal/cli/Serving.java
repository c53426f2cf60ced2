package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The long-running verbs: {@code serve} waits until it is stopped; {@code demo} first fills the
 * archive.
 */
@Component
final class Serving {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private final Demo demo;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable String address;

    Serving(Demo demo) {
        this.demo = demo;
    }

    @Nullable String address() {
        return address;
    }

    void run(ServeOptions options, PrintWriter out, PrintWriter err)
            throws InterruptedException, IOException {
        address = options.address();
        out.println("Tàng Thư: " + address + "   (Ctrl-C để dừng / to stop)");
        out.flush();
        if (options.demo()) {
            try {
                demo.fill(out, err);
                printThingsToTry(out);
            } catch (RuntimeException | IOException e) {
                if (stopped.getCount() == 0) {
                    return; // Ctrl-C while it was filling
                }
                LOG.error("The demo could not be filled", e);
                err.println(
                        "Không tạo được dữ liệu mẫu / the sample data could not be made: "
                                + e.getMessage());
                err.flush();
            }
        }
        stopped.await();
    }

    void printThingsToTry(PrintWriter out) {
        demo.printThingsToTry(String.valueOf(address), out);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopped.countDown();
    }
}
