package org.remanence.cluster;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.remanence.session.Cluster;
import org.remanence.session.ClusterConnector;
import org.remanence.text.BadInput;

/// Connects to Apache Spark: a standalone master, a cluster on this machine, or whatever `spark-submit` says.
///
/// Machines run this program from the class path of this one, with its JVM options, so the distribution must lie under the same path
/// everywhere. Settings of Spark's own, given as system properties `spark.…`, take precedence.
public final class SparkConnector implements ClusterConnector {
    private static final String SUBMIT = "submit";
    private static final Pattern HERE = Pattern.compile("local-cluster\\[\\d+,\\d+,(\\d+)\\]");
    private static final String LOG = "slf4j.provider";
    /// Options that machines must have too; sizes of the heap and logs are their own affair.
    private static final List<String> SHARED_OPTIONS = List.of("--add-modules", "--enable-native-access", "--sun-misc-unsafe-memory-access",
            "-XX:+Use", "-Dremanence.", "-Djava.awt.headless");
    /// How many threads a linear algebra of its own would start.
    private static final List<String> THREADS = List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 100;

    /// A connector, without state.
    public SparkConnector() { }

    @Override
    public Cluster connect(String address) {
        if (!address.matches("spark://.+|" + SUBMIT) && !HERE.matcher(address).matches()) {
            throw new BadInput("cluster must be spark://HOST:PORT, local-cluster[WORKERS,CORES,MIB] or submit, got '%s'", address);
        }
        silenceLog();
        JavaSparkContext context = context(address, settings(address));
        try {
            awaitMachines(address, context);
            return new SparkCluster(context);
        } catch (RuntimeException e) {
            context.stop();
            throw e;
        }
    }

    /// The library's log, which a program that writes results to stdout and talks on stderr does not want.
    private static void silenceLog() {
        setIfMissing(LOG, "org.slf4j.nop.NOPServiceProvider");
        setIfMissing("slf4j.internal.verbosity", "ERROR");
    }

    private static void setIfMissing(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static SparkConf settings(String address) {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "remanence").setIfMissing("spark.ui.enabled", "false")
                .setIfMissing("spark.driver.maxResultSize", "0")
                .setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .setIfMissing("spark.executor.extraJavaOptions", options());
        System.getenv().entrySet().stream().filter(each -> THREADS.contains(each.getKey()))
                .forEach(each -> conf.setIfMissing("spark.executorEnv." + each.getKey(), each.getValue()));
        Matcher here = HERE.matcher(address);
        if (here.matches()) {
            conf.setIfMissing("spark.executor.memory", here.group(1) + "m");
        }
        if (here.matches() || address.matches("spark://(127\\..*|localhost:.*)")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1").setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        return address.equals(SUBMIT) ? conf : conf.setMaster(address);
    }

    private static String options() {
        Stream<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> SHARED_OPTIONS.stream().anyMatch(option::startsWith));
        return Stream.concat(own, Stream.of("-D" + LOG + "=org.apache.logging.slf4j.SLF4JServiceProvider")).collect(Collectors.joining(" "));
    }

    private static JavaSparkContext context(String address, SparkConf conf) {
        try {
            return new JavaSparkContext(conf);
        } catch (Exception e) {
            throw refused(address, e);
        }
    }

    /// Spark throws checked exceptions that it does not declare.
    private static BadInput refused(String address, Exception e) {
        return new BadInput(e, "no cluster answers at %s: %s", address,
                e instanceof SparkException && e.getCause() != null ? e.getCause().getMessage() : e.getMessage());
    }

    private static void awaitMachines(String address, JavaSparkContext context) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (context.sc().statusTracker().getExecutorInfos().length < 2) {
            if (context.sc().isStopped()) {
                throw new BadInput("%s ended the application: its workers cannot start this program; their logs say why", address);
            }
            if (System.nanoTime() > end) {
                throw new BadInput("no machine of %s came within %d s: start workers, or ask for less memory by -Dspark.executor.memory",
                        address, PATIENCE.toSeconds());
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BadInput(e, "interrupted while waiting for machines of %s", address);
            }
        }
    }
}
