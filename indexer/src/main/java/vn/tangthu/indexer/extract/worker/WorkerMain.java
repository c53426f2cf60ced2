package vn.tangthu.indexer.extract.worker;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * The worker process: reads requests from standard input, answers on standard output, ends when
 * standard input ends, that is when its parent closes it or dies, also in the middle of a request.
 */
public final class WorkerMain {
    /** Exit code after an answer that says memory ran out: a heap that was full is not trusted. */
    public static final int OUT_OF_MEMORY = 3;

    private static final int BROKEN_PIPE = 4;

    private WorkerMain() {}

    public static void main(String[] args) {
        serve(new Operations()::answer);
    }

    /** The loop, with the operations as a parameter so that tests can add ones that misbehave. */
    public static void serve(Function<Request, Answer> operations) {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        // Whatever a library prints must not break the protocol.
        System.setOut(System.err);
        LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(requests), "requests");
        reader.setDaemon(true);
        reader.start();
        try {
            Wire.send(out, new Answer.Readable("ready", 0));
            while (true) {
                Request request = requests.take();
                Answer answer;
                boolean full = false;
                try {
                    answer = operations.apply(request);
                } catch (OutOfMemoryError e) {
                    answer =
                            new Answer.Failed(
                                    "cần nhiều bộ nhớ hơn mức cho phép / needs more memory than is allowed");
                    full = true;
                } catch (Throwable e) {
                    answer = new Answer.Failed(reason(e));
                }
                Wire.send(out, answer);
                if (full) {
                    Runtime.getRuntime().halt(OUT_OF_MEMORY);
                }
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(BROKEN_PIPE);
        }
    }

    private static void read(LinkedBlockingQueue<Request> requests) {
        int code = 0;
        try {
            Request request;
            while ((request = Wire.receiveRequest(System.in)) != null) {
                requests.add(request);
            }
        } catch (IOException e) {
            code = BROKEN_PIPE;
        }
        Runtime.getRuntime().halt(code);
    }

    /** One line that says what went wrong, at most 300 characters. */
    static String reason(Throwable e) {
        if (e instanceof StackOverflowError) {
            return "lồng nhau quá sâu / is nested too deeply";
        }
        String message = e.getMessage();
        String reason = e.getClass().getSimpleName();
        if (message != null) {
            String line = message.replaceAll("\\s+", " ");
            // What is wrapped has the message for people; the others' class says more than nothing.
            reason = e instanceof UncheckedIOException ? line : reason + ": " + line;
        }
        return reason.length() <= 300 ? reason : reason.substring(0, 300);
    }
}
