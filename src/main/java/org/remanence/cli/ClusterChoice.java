package org.remanence.cli;

import java.util.ServiceLoader;
import java.util.function.Function;
import org.remanence.session.Cluster;
import org.remanence.session.ClusterConnector;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import picocli.CommandLine.Option;

/// Which machines share the work of a command, if any do.
final class ClusterChoice {
    @Option(names = "--cluster", paramLabel = "ADDRESS", description = """
            share the work with a cluster: spark://HOST:PORT, local-cluster[WORKERS,CORES,MIB], or submit for what spark-submit says; \
            the answer does not depend on it (default: this machine alone)""")
    private String address;

    /// Whether machines are wanted.
    boolean isGiven() {
        return address != null;
    }

    /// Does the work, with the machines if there are any.
    <T> T share(Session session, Function<Session, T> work) {
        if (!isGiven()) {
            return work.apply(session);
        }
        try (Cluster machines = connect()) {
            return work.apply(session.on(machines));
        }
    }

    /// The machines, until they are let go.
    /// @throws BadInput if this build cannot, or none answer
    Cluster connect() {
        return ServiceLoader.load(ClusterConnector.class, ClusterConnector.class.getClassLoader()).findFirst()
                .orElseThrow(() -> new BadInput("""
                        a cluster needs Apache Spark, which this build does not have: build one with \
                        ./mvnw -Pcluster -Dmaven.test.skip=true package, and run target/remanence-VERSION-cluster/remanence""")).connect(address);
    }
}
