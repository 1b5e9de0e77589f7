package org.remanence.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A standalone cluster of Spark on the loopback device: a master and workers of one core, each a process.
final class Standalone implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();
    private final Set<String> earlier = new HashSet<>();

    /// @param folder for logs and what Spark takes for its home
    Standalone(Path folder, int workers) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path jars = Files.createDirectories(folder.resolve("home/jars"));
        for (String each : classPath().split(File.pathSeparator)) {
            if (each.endsWith(".jar") && Files.notExists(jars.resolve(Path.of(each).getFileName()))) {
                Files.createSymbolicLink(jars.resolve(Path.of(each).getFileName()), Path.of(each));
            }
        }
        start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", String.valueOf(port), "--webui-port", "0");
        await("the master", this::listens);
        for (int i = 1; i <= workers; i++) {
            start("worker-" + i, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0",
                    "--work-dir", folder.resolve("work-" + i).toString(), address());
        }
    }

    String address() {
        return "spark://127.0.0.1:" + port;
    }

    /// Runs the command line in a process of its own.
    Process remanence(Path out, String... words) throws IOException {
        earlier.addAll(logs().map(Standalone::application).toList());
        return java(Stream.concat(Stream.of("-Dspark.executor.memory=700m", "org.remanence.cli.Main"), Arrays.stream(words)).toArray(String[]::new))
                .redirectOutput(out.toFile()).redirectError(folder.resolve(out.getFileName() + ".err").toFile()).start();
    }

    /// Ends one process that works on tasks, without warning, once it does.
    void killExecutor() {
        Path[] busy = new Path[1];
        await("a task", () -> {
            busy[0] = running();
            return busy[0] != null;
        });
        String worker = folder.relativize(busy[0]).getName(0).toString();
        processes.get(Integer.parseInt(worker.substring(worker.length() - 1))).descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /// Processes that have worked on the application that came last; one that is killed has a successor.
    long executors() throws IOException {
        return logs().filter(log -> !earlier.contains(application(log))).count();
    }

    private Path running() {
        try {
            return logs().filter(log -> !earlier.contains(application(log))).filter(Standalone::works).findFirst().orElse(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What executors say: `work-WORKER/APPLICATION/EXECUTOR/stderr`.
    private Stream<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals("stderr")).toList().stream();
        }
    }

    private static String application(Path log) {
        return log.getParent().getParent().getFileName().toString();
    }

    private static boolean works(Path log) {
        try {
            return Files.readString(log).contains("Running task");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(String name, String... words) throws IOException {
        processes.add(java(words).redirectErrorStream(true).redirectOutput(folder.resolve(name + ".log").toFile()).start());
    }

    private ProcessBuilder java(String... words) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@native-config/jvm.args", "@src/cluster/distribution/jvm.args", "-Xmx1g", "-Dspark.master.rest.enabled=false", "-cp", classPath()));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder;
    }

    private static String classPath() {
        return String.join(File.pathSeparator, Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString()).toList());
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void await(String what, BooleanSupplier there) {
        for (long i = 0; i < 10 * PATIENCE_SECONDS; i++) {
            if (there.getAsBoolean()) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IllegalStateException(what + " did not come");
    }

    /// Also removes the links, which lead out of the folder.
    @Override
    public void close() throws IOException {
        for (Process each : processes.reversed()) {
            each.descendants().forEach(ProcessHandle::destroyForcibly);
            each.destroyForcibly();
        }
        try (Stream<Path> links = Files.list(folder.resolve("home/jars"))) {
            for (Path each : links.toList()) {
                Files.delete(each);
            }
        }
    }
}
