package org.remanence.server;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.remanence.text.Text;

/// What the server counts, in the text form of Prometheus.
final class Metrics {
    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final LongAdder nanos = new LongAdder();
    private final Supplier<Map<String, Long>> jobs;

    /// @param jobs how many are in each state
    Metrics(Supplier<Map<String, Long>> jobs) {
        this.jobs = jobs;
    }

    /// A request was answered.
    void count(int status, long took) {
        requests.computeIfAbsent(String.valueOf(status), _ -> new LongAdder()).increment();
        nanos.add(took);
    }

    String text() {
        StringBuilder text =
                new StringBuilder(
                "# HELP remanence_requests_total Requests answered, by status.\n# TYPE remanence_requests_total "
                        + "counter\n");
        new TreeMap<>(requests).forEach((status, count) -> text.append(
                Text.of("remanence_requests_total{status=\"%s\"} %d\n", status, count.sum())));
        text.append("# HELP remanence_request_seconds_total Time spent on requests.\n# TYPE "
                + "remanence_request_seconds_total counter\n")
                .append(Text.of("remanence_request_seconds_total %.6f\n", nanos.sum() * 1e-9));
        text.append("# HELP remanence_jobs Jobs, by state.\n# TYPE remanence_jobs gauge\n");
        jobs.get().forEach((state, count) -> text.append(Text.of("remanence_jobs{state=\"%s\"} %d\n", state, count)));
        Runtime machine = Runtime.getRuntime();
        text.append("# HELP remanence_heap_bytes Memory that Java uses.\n# TYPE remanence_heap_bytes gauge\n")
                .append(Text.of("remanence_heap_bytes %d\n", machine.totalMemory() - machine.freeMemory()));
        return text.toString();
    }
}
