package vn.tangthu.portal.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.HomeLock;
import vn.tangthu.storage.TangThuHome;

/**
 * Where every {@code ./tangthu} call begins. A verb goes to the process that owns the home if there
 * is one; otherwise this process becomes the owner, runs the verb and leaves. {@code serve} and
 * {@code demo} stay, and so does {@code work}, which owns a home but no archive.
 */
public final class Launcher {
    private static final long LOCK_WAIT_MILLIS = 600_000;

    private final Class<?> application;
    private final PrintWriter out = writer(FileDescriptor.out);
    private final PrintWriter err = writer(FileDescriptor.err);
    private final TangThuHome home =
            new TangThuHome(Path.of(System.getProperty("tangthu.home", "home")));

    public Launcher(Class<?> application) {
        this.application = application;
    }

    /** The application as a verb in a process of its own starts it. */
    public static SpringApplication withoutWeb(Class<?> application) {
        return WithoutWeb.application(application);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    /**
     * @return the exit status: 0 well, 1 a verb's own "no", 2 could not run
     */
    public int run(String... arguments) {
        try {
            String verb = arguments.length == 0 ? "help" : arguments[0];
            return switch (verb) {
                case "serve", "demo" -> serve(verb, Arrays.asList(arguments));
                case "work" -> work(Arrays.asList(arguments));
                case "help", "--help", "-h", "--version" ->
                        Verbs.help(List.of(arguments), out, err);
                case "validate" ->
                        Verbs.withoutArchive(
                                Arrays.asList(arguments),
                                new Session(out, err, Path.of("").toAbsolutePath(), () -> false));
                default -> oneVerb(Arrays.asList(arguments));
            };
        } catch (IOException e) {
            return cannotRun(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int oneVerb(List<String> arguments) throws IOException, InterruptedException {
        OptionalInt misuse = Verbs.misuse(arguments, out, err);
        if (misuse.isPresent()) {
            return misuse.getAsInt();
        }
        long deadline = System.currentTimeMillis() + LOCK_WAIT_MILLIS;
        boolean told = false;
        while (true) {
            // The lock first: what a killed server left in its control file may by now be the port
            // of any other program.
            Optional<HomeLock> lock = HomeLock.tryAcquire(home);
            if (lock.isPresent()) {
                try (HomeLock held = lock.get()) {
                    deleteControlFile();
                    return ownVerb(arguments);
                }
            }
            OptionalInt remote = ControlClient.run(home, arguments, out, err);
            if (remote.isPresent()) {
                return remote.getAsInt();
            }
            if (System.currentTimeMillis() > deadline) {
                return cannotRun(
                        "Kho đang được một tiến trình khác sử dụng. / Another process owns "
                                + home.root());
            }
            if (!told) {
                err.println(
                        "Chờ tiến trình khác trên cùng kho… / Waiting for another process on the same home…");
                err.flush();
                told = true;
            }
            Thread.sleep(200);
        }
    }

    private int ownVerb(List<String> arguments) {
        try (ConfigurableApplicationContext context =
                start(WebApplicationType.NONE, Verbs.properties(arguments))) {
            Session session = new Session(out, err, Path.of("").toAbsolutePath(), () -> false);
            return context.getBean(Verbs.class).run(arguments, session);
        } catch (RuntimeException e) {
            return cannotStart(e);
        }
    }

    private int serve(String verb, List<String> arguments)
            throws IOException, InterruptedException {
        ServeOptions options = ServeOptions.parse(arguments, out, err);
        if (options == null) {
            return 2;
        }
        if (options.helpShown()) {
            return 0;
        }
        Optional<HomeLock> lock = HomeLock.tryAcquire(home);
        if (lock.isEmpty()) {
            OptionalInt remote = ControlClient.run(home, List.of("where", verb), out, err);
            return remote.isPresent()
                    ? remote.getAsInt()
                    : cannotRun(
                            "Kho đang được một tiến trình khác sử dụng. / Another process owns "
                                    + home.root());
        }
        try (HomeLock held = lock.get();
                ConfigurableApplicationContext context =
                        start(WebApplicationType.SERVLET, options.properties());
                ControlServer control =
                        new ControlServer(
                                home,
                                context.getBean(Verbs.class),
                                context.getBean(JsonMapper.class))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteControlFile()));
            context.getBean(Serving.class).run(options, out, err);
            return 0;
        } catch (RuntimeException e) {
            return cannotStart(e);
        }
    }

    /** The lock is on a home of its own; the archive's is another machine's. */
    private int work(List<String> arguments) throws IOException, InterruptedException {
        WorkOptions options = WorkOptions.parse(arguments, out, err);
        if (options == null) {
            return 2;
        }
        if (options.help) {
            return 0;
        }
        Optional<HomeLock> lock = HomeLock.tryAcquire(home);
        if (lock.isEmpty()) {
            return cannotRun(
                    "máy phụ cần một TANGTHU_HOME riêng; một tiến trình khác đang dùng / a second"
                            + " machine needs a TANGTHU_HOME of its own; another process owns "
                            + home.root());
        }
        try (HomeLock held = lock.get();
                ConfigurableApplicationContext context =
                        start(OnlyWork.application(application), options.properties())) {
            return context.getBean(Working.class).run(out, err);
        } catch (RuntimeException e) {
            return cannotStart(e);
        }
    }

    private void deleteControlFile() {
        try {
            ControlFile.delete(home);
        } catch (IOException e) {
            // a stale file is recognised by the next caller
        }
    }

    private ConfigurableApplicationContext start(WebApplicationType type, List<String> properties) {
        return start(
                type == WebApplicationType.NONE
                        ? WithoutWeb.application(application)
                        : new SpringApplication(application),
                properties);
    }

    private ConfigurableApplicationContext start(
            SpringApplication spring, List<String> properties) {
        List<String> all = new ArrayList<>(properties);
        all.add("--tangthu.home=" + home.root());
        return spring.run(all.toArray(String[]::new));
    }

    private int cannotStart(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException inUse) {
                return cannotRun(
                        "Cổng "
                                + inUse.getPort()
                                + " đã có chương trình khác dùng; hãy chọn --port khác."
                                + " / Port "
                                + inUse.getPort()
                                + " is in use; choose another with --port.");
            }
            if (cause instanceof BindException) {
                return cannotRun(cause.getMessage());
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return cannotRun(root.getMessage() + "\n(" + home.logs().resolve("tangthu.log") + ")");
    }

    private int cannotRun(@Nullable String why) {
        err.println("Không chạy được. / Could not run: " + why);
        err.flush();
        return 2;
    }
}
