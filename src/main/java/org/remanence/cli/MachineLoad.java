package org.remanence.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// How busy the machine is with other programs.
/// @param cores processors that Java may use
/// @param load tasks that ran or waited, on average over the last minute
/// @param others share of the processors' time that other programs took within a second; NaN where the system does not tell
record MachineLoad(int cores, double load, double others) {
    private static final Duration WATCHED = Duration.ofSeconds(1);
    /// On two cores, half of one.
    private static final double MOST = 0.25;

    /// Watches the machine for a second.
    static MachineLoad watch() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        system.getCpuLoad();
        system.getProcessCpuLoad();
        long end = System.nanoTime() + WATCHED.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        double all = system.getCpuLoad();
        double own = system.getProcessCpuLoad();
        return new MachineLoad(system.getAvailableProcessors(), system.getSystemLoadAverage(),
                all < 0 || own < 0 ? Double.NaN : Math.max(0, all - own));
    }

    /// @throws IllegalArgumentException if nothing measured now would be worth keeping
    void refuse() {
        if (others > MOST) {
            throw new BadInput("""
                    other programs take %.0f %% of %d cores (at most %.0f %%; load %.1f): wait for their end, or add --busy, which marks \
                    noisy rows""", 100 * others, cores, 100 * MOST, load);
        }
    }

    @Override
    public String toString() {
        return Text.of("%d cores, load %.1f, others %.0f %%", cores, load, 100 * others);
    }
}
