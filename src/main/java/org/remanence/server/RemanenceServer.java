package org.remanence.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.remanence.kernel.Kernels;
import org.remanence.linalg.Blas;
import org.remanence.result.Host;
import org.remanence.result.OutputFailure;
import org.remanence.result.OutputLock;
import org.remanence.result.ResultJson;
import org.remanence.text.BadInput;

/// Scores and experiments over HTTP: models answer at once, experiments are jobs in processes of their own.
public final class RemanenceServer implements AutoCloseable {
    private static final String TOKEN = "token";

    private final ServerSettings settings;
    private final Models models = new Models();
    private final Jobs jobs;
    private final Optional<AccessToken> token;
    private final Routes routes = new Routes();
    private final Metrics metrics = new Metrics(this::jobStates);
    private final Front front;
    private final CountDownLatch over = new CountDownLatch(1);
    /// What closes each part that was opened, the last part first.
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private volatile boolean ready;

    private RemanenceServer(ServerSettings settings, List<String> program, BiConsumer<String, Throwable> log) {
        this.settings = settings;
        checkSafe(settings);
        try {
            Path state = settings.state();
            closing.push(lock(state)::close);
            this.token = settings.token() ? Optional.of(AccessToken.in(state.resolve(TOKEN))) : Optional.empty();
            AuditLog audit = new AuditLog(state.resolve("audit.log"));
            closing.push(audit::close);
            closing.push(models::close);
            Uploads uploads = new Uploads(state.resolve("data"), settings.mostUploaded());
            DataRoot root = new DataRoot(Stream.concat(Stream.of(uploads.folder()), settings.dataRoot().stream())
                    .toList());
            this.jobs = new Jobs(state.resolve("jobs"), program, settings.threads(), settings.jobs(), root);
            closing.push(jobs::close);
            addRoutes(root, uploads);
            var guard = new Guard(hosts(settings), token);
            var answering = new Answering(guard, routes, metrics, audit, log);
            this.front = new Front(settings, settings.tls().map(RemanenceServer::context), answering::answer);
            closing.push(front::close);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void addRoutes(DataRoot root, Uploads uploads) {
        SharedMemory memory = new SharedMemory(settings.sharedMemory());
        new InferenceApi(models, memory, () -> ready).addTo(routes);
        ModelsApi modelsApi = new ModelsApi(models, root, settings.threads());
        modelsApi.addTo(routes);
        new NpyApi(models, modelsApi::open).addTo(routes);
        new JobsApi(jobs, root).addTo(routes);
        new DataApi(root, uploads).addTo(routes);
        routes.get("/metrics", _ -> Reply.text("text/plain; version=0.0.4; charset=utf-8", metrics.text()));
        routes.get("/v1/doctor", _ -> Reply.json(doctor()));
        byte[] openApi = ResultJson.compact(OpenApi.document()).getBytes(StandardCharsets.UTF_8);
        routes.get("/openapi.json", _ -> Reply.of(Reply.OK, Reply.JSON, openApi));
        new PythonClient().addTo(routes);
        new Dashboard(token, settings.tls().isPresent()).addTo(routes);
    }

    /// Listens, then opens the models: until all are open, the server says that it is not ready.
    /// @param choices models that are served from the beginning, by name
    /// @param program words that start the command line of this program, for jobs
    /// @param log hears of faults of ours
    /// @throws BadInput if a model cannot be opened, the settings are not safe, or another server uses the address or
    /// the state
    public static RemanenceServer start(ServerSettings settings, Map<String, ModelChoice> choices, List<String> program,
                                        BiConsumer<String, Throwable> log) {
        RemanenceServer server = new RemanenceServer(settings, program, log);
        try {
            choices.forEach((name, choice) -> server.models.add(name, ModelOpening.open(choice, settings.threads())));
            server.ready = true;
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /// Where it listens.
    public String address() {
        return (settings.tls().isPresent() ? "https://" : "http://") + inAddress(settings.host()) + ":" + front.port();
    }

    /// The file of the token that requests must bring, if they must.
    public Optional<Path> tokenFile() {
        return token.map(_ -> settings.state().resolve(TOKEN));
    }

    /// Waits until the server is closed.
    /// @throws InterruptedException if the waiting thread is interrupted
    public void awaitEnd() throws InterruptedException {
        over.await();
    }

    /// Stops to listen, and ends the processes of jobs; a server with the same state goes on with them.
    @Override
    public synchronized void close() {
        ready = false;
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
        over.countDown();
    }

    /// Methods and patterns of paths.
    List<String> routes() {
        return routes.described();
    }

    private Map<String, Long> jobStates() {
        List<Job> all = jobs.all();
        Map<String, Long> states = new LinkedHashMap<>();
        for (Job.State each : Job.State.values()) {
            states.put(each.word(), all.stream().filter(job -> job.state() == each).count());
        }
        return states;
    }

    private Map<String, Object> doctor() {
        Host host = Host.current();
        return InferenceApi.ordered("version", host.version(), "commit", host.commit(), "jdk", host.jdk(),
                "processor", host.processor(), "processors", Runtime.getRuntime().availableProcessors(),
                "threads", settings.threads(), "heap", Runtime.getRuntime().maxMemory(),
                "kernels", Kernels.get().name(), "lanes", Kernels.get().bits() + " bits", "blas", Blas.get()
                        .description(),
                "models", models.names(), "jobs", jobStates());
    }

    /// A client on another machine must bring a token, and nobody on the way may read it.
    private static void checkSafe(ServerSettings settings) {
        try {
            boolean here = InetAddress.getByName(settings.host()).isLoopbackAddress();
            if (!here && (!settings.token() || settings.tls().isEmpty())) {
                throw new BadInput("a server that others reach needs a token and TLS: "
                        + "leave --no-token out and give --tls, or listen at 127.0.0.1, not at %s", settings.host());
            }
        } catch (UnknownHostException e) {
            throw new BadInput(e, "there is no address %s to listen at", settings.host());
        }
    }

    private static List<String> hosts(ServerSettings settings) {
        List<String> hosts = new ArrayList<>(List.of("localhost", "127.0.0.1", "[::1]",
                inAddress(settings.host()).toLowerCase(Locale.ROOT)));
        settings.allowedHosts().forEach(each -> hosts.add(each.toLowerCase(Locale.ROOT)));
        return hosts;
    }

    /// A host as addresses have it: IPv6 stands in brackets.
    private static String inAddress(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// The right to use the folder of the state, which is made for its owner alone: two servers would end each other's
    /// jobs.
    private static OutputLock lock(Path folder) {
        try {
            Files.createDirectories(folder, OwnerOnly.attributes(folder, "rwx------"));
            return OutputLock.take(folder.toRealPath().resolve("server"), "the state folder " + folder);
        } catch (IOException e) {
            throw new OutputFailure(folder, e);
        }
    }

    private static SSLContext context(ServerSettings.Tls tls) {
        try (InputStream in = Files.newInputStream(tls.keystore())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, tls.password().toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, tls.password().toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new BadInput(e, "the keys %s cannot be opened: give a PKCS 12 file and its password", tls.keystore());
        }
    }
}
