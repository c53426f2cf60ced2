package vn.tangthu.indexer.extract;

import java.util.ArrayList;
import java.util.List;
import vn.tangthu.indexer.extract.worker.Operations;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.indexer.extract.worker.WorkerMain;

/** A worker that does what the name of the file says; a real one for every other file. */
final class MisbehavingWorker {
    private static final List<byte[]> HOARD = new ArrayList<>();

    private MisbehavingWorker() {}

    public static void main(String[] args) {
        Operations real = new Operations();
        WorkerMain.serve(
                request -> {
                    misbehave(request);
                    return real.answer(request);
                });
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    private static void misbehave(Request request) {
        String path = request.path();
        if (path.endsWith("/hang")) {
            while (true) {
                Thread.onSpinWait();
            }
        } else if (path.endsWith("/hoard")) {
            while (true) {
                HOARD.add(new byte[16 << 20]);
            }
        } else if (path.endsWith("/die")) {
            Runtime.getRuntime().halt(9);
        } else if (path.endsWith("/deep")) {
            deeper(0);
        } else if (path.endsWith("/slow")) {
            try {
                Thread.sleep(1_500);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
