package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// A call that cannot be stopped, with someone waiting for it who can leave.
/// @param watch who waits
/// @param arena owner of the memory the call works on; closed when the call is over, whether or not anyone still waits
/// @param abandon done when nobody waits any more while the call runs on
record NativeCall(WorkMonitor watch, Arena arena, Runnable abandon) {
    private static final long LOOK_EVERY_MILLIS = 100;

    /// Runs the call and returns its answer.
    /// @param phase what is done
    /// @param estimate of the time it takes in seconds, asked for only if someone watches
    <T> T run(String phase, DoubleSupplier estimate, Supplier<T> call) {
        Supplier<T> closing = () -> {
            try (arena) {
                return call.get();
            }
        };
        return watch == WorkMonitor.NONE ? closing.get() : watched(phase, estimate, closing);
    }

    private <T> T watched(String phase, DoubleSupplier estimate, Supplier<T> closing) {
        var task = new FutureTask<>(closing::get);
        boolean started = false;
        try {
            long total = Math.max(1, Math.round(1000 * estimate.getAsDouble()));
            watch.begin(phase + ", estimated ms", total);
            Thread.ofPlatform().daemon().name("linear algebra").start(task);
            started = true;
            T answer = await(task, total);
            watch.reached(total);
            return answer;
        } finally {
            if (!started) {
                arena.close();
            } else if (!task.isDone()) {
                abandon.run();
            }
            watch.end();
        }
    }

    private <T> T await(FutureTask<T> task, long total) {
        long start = System.nanoTime();
        while (true) {
            try {
                return task.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                watch.reached(Math.min(total - 1, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while a native call was running");
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException failure -> throw failure;
                    case Error failure -> throw failure;
                    default -> throw new IllegalStateException(e);
                }
            }
        }
    }
}
