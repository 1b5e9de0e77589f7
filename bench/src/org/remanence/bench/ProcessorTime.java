package org.remanence.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// Time the cores of the machine have spent, all in all and in this process.
/// @param total since it started, seconds times cores
/// @param busy with any program, or taken by the hypervisor
/// @param own in this process
record ProcessorTime(double total, double busy, double own) {
    private static final Path STATISTICS = Path.of("/proc/stat");
    /// The kernel counts in hundredths of a second wherever it is asked from outside.
    private static final double TICK = 0.01;
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;
    /// User, nice, system, idle, disks, two kinds of interrupts, stolen; guests are counted among the users.
    private static final int COUNTERS = 8;

    /// As of now; NaN where the system does not tell.
    static ProcessorTime now() {
        double own = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
                / (double) TimeUnit.SECONDS.toNanos(1);
        if (!Files.isReadable(STATISTICS)) {
            return new ProcessorTime(Double.NaN, Double.NaN, own);
        }
        try {
            return of(Files.readString(STATISTICS), own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads the first line of `/proc/stat`.
    static ProcessorTime of(String statistics, double own) {
        String[] words = statistics.lines().findFirst().orElse("").strip().split("\\s+");
        double[] ticks = Arrays.stream(words).skip(1).limit(COUNTERS).mapToDouble(Double::parseDouble).toArray();
        double total = Arrays.stream(ticks).sum();
        return new ProcessorTime(TICK * total, TICK * (total - ticks[IDLE] - ticks[WAITING_FOR_DISKS]), own);
    }

    /// Share of the machine's time since then that went to others; NaN if unknown or no time has passed.
    double takenByOthers(ProcessorTime before) {
        double passed = total - before.total;
        double others = busy - before.busy - (own - before.own);
        return passed > 0 ? Math.max(0, others / passed) : Double.NaN;
    }
}
