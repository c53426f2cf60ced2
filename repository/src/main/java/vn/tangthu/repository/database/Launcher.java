package vn.tangthu.repository.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How PostgreSQL's programs are started on this machine. They refuse to run as root, so root lends
 * them an ordinary account; where that account cannot reach the data (a home below {@code /root}),
 * a user namespace of their own takes root's powers from them and leaves them the files; where that
 * is forbidden too (in most containers), the account passes closed directories as root does.
 *
 * <p>Where the system offers it, the server gets a session of its own (a Ctrl-C at the terminal
 * must not stop it before the application is done with it) and the kernel sends it SIGINT, the fast
 * shutdown, when the thread that started it is gone.
 *
 * @param prefix what stands before the server's own command line
 * @param plainPrefix the same for short commands, without session and signal
 * @param account who owns the data directory, or null for the account of this process
 */
record Launcher(List<String> prefix, List<String> plainPrefix, @Nullable String account) {
    private static final List<String> ACCOUNTS = List.of("tangthu", "postgres", "nobody");
    private static final List<String> DIE_WITH_PARENT = List.of("setpriv", "--pdeathsig", "INT");

    /** The first of the three because access(2) else asks without any powers. */
    static final List<String> PASS_EVERYWHERE =
            List.of(
                    "--securebits=+no_setuid_fixup",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override");

    Launcher {
        prefix = List.copyOf(prefix);
        plainPrefix = List.copyOf(plainPrefix);
    }

    /**
     * @param reach directories that the server must be able to enter
     * @param runAs the account to use as root, or null to look for one
     */
    static Launcher choose(@Nullable String runAs, List<Path> reach) {
        if (!isRoot()) {
            return launcher(List.of(), null);
        }
        for (String account : runAs == null ? ACCOUNTS : List.of(runAs)) {
            List<String> drop = drop(account, List.of());
            if (!drop.isEmpty() && reaches(drop, reach)) {
                return launcher(drop, account);
            }
        }
        List<String> namespace = List.of("unshare", "-U", "--");
        if (runAs == null && reaches(namespace, reach)) {
            return launcher(namespace, null);
        }
        for (String account : runAs == null ? ACCOUNTS : List.<String>of()) {
            List<String> drop = drop(account, PASS_EVERYWHERE);
            if (!drop.isEmpty() && reaches(drop, reach)) {
                return launcher(drop, account);
            }
        }
        throw new DatabaseUnavailableException(
                "PostgreSQL không chạy được dưới quyền root, và không có tài khoản thường nào vào"
                        + " được thư mục "
                        + reach,
                "PostgreSQL does not run as root, and no ordinary account can enter the home.",
                "Đặt TANGTHU_HOME ở nơi mọi tài khoản đi qua được (ví dụ /var/lib/tangthu), chạy"
                        + " bằng tài khoản thường, hoặc đặt tangthu.database.url."
                        + " / Put TANGTHU_HOME where every account can pass (for example"
                        + " /var/lib/tangthu), run as an ordinary user, or set"
                        + " tangthu.database.url.",
                null);
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tell who runs this process", e);
        }
    }

    private static Launcher launcher(List<String> privileges, @Nullable String account) {
        List<String> prefix = new ArrayList<>();
        if (succeeds(List.of("setsid", "true"))) {
            prefix.add("setsid");
        }
        prefix.addAll(privileges);
        List<String> signalled = new ArrayList<>(DIE_WITH_PARENT);
        signalled.add("--");
        List<String> probe = new ArrayList<>(signalled);
        probe.add("true");
        if (succeeds(probe)) {
            prefix.addAll(signalled);
        }
        return new Launcher(prefix, privileges, account);
    }

    static List<String> drop(String account, List<String> powers) {
        List<String> drop = new ArrayList<>();
        drop.addAll(
                List.of(
                        "setpriv",
                        "--reuid=" + account,
                        "--regid=" + group(account),
                        "--clear-groups"));
        drop.addAll(powers);
        drop.add("--");
        List<String> probe = new ArrayList<>(drop);
        probe.add("true");
        return succeeds(probe) ? drop : List.of();
    }

    private static String group(String account) {
        try {
            Process id = new ProcessBuilder("id", "-g", account).start();
            String group =
                    new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip();
            return group.isEmpty() ? "none" : group;
        } catch (IOException e) {
            return "none";
        }
    }

    static boolean reaches(List<String> privileges, List<Path> directories) {
        for (Path directory : directories) {
            List<String> probe = new ArrayList<>(privileges);
            probe.addAll(List.of("test", "-r", directory.toString(), "-a", "-x"));
            probe.add(directory.toString());
            if (!succeeds(probe)) {
                return false;
            }
        }
        return true;
    }

    private static boolean succeeds(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the file or directory, with all that is in it, to whom the server runs as. */
    void own(Path path) throws IOException {
        if (!isRoot()) {
            return;
        }
        String owner = account == null ? "root" : account;
        if (Files.getOwner(path).getName().equals(owner)) {
            return;
        }
        try {
            Process chown =
                    new ProcessBuilder("chown", "-R", owner + ":" + group(owner), path.toString())
                            .redirectErrorStream(true)
                            .start();
            String said = new String(chown.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (chown.waitFor() != 0) {
                throw new IOException("Cannot give " + path + " to " + owner + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
