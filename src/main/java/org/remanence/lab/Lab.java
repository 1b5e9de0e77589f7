package org.remanence.lab;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// What a computation borrows: worker threads, named random streams, progress and cancellation.
///
/// Results must not depend on the number of threads: tasks are numbered, and whoever combines their answers does so in
/// the order of the numbers.
public final class Lab implements AutoCloseable {
    private final long seed;
    private final int threads;
    private final Progress progress;
    private final ExecutorService pool;
    private volatile boolean cancelled;

    /// @param seed names every random stream drawn from this lab
    /// @param threads worker threads, from 1
    /// @param progress hears how far the work has come
    public Lab(long seed, int threads, Progress progress) {
        this.seed = seed;
        this.threads = (int) Check.atLeast("threads", 1, threads);
        this.progress = progress;
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "lab");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// A silent lab with one worker per processor.
    public static Lab seeded(long seed) {
        return new Lab(seed, Runtime.getRuntime().availableProcessors(), Progress.SILENT);
    }

    /// The seed every stream of this lab is named by.
    public long seed() {
        return seed;
    }

    /// Number of worker threads.
    public int threads() {
        return threads;
    }

    /// Where long work reports.
    public Progress progress() {
        return progress;
    }

    /// The random stream of that purpose: the same bits whenever, wherever and in whatever order it is asked.
    public RandomStream stream(String purpose) {
        return RandomStream.named(seed, purpose);
    }

    /// Runs tasks 0 … `tasks − 1` on the workers and waits for all. A task must not call this again.
    /// @throws Cancelled if the lab is cancelled before the last task begins
    public void parallel(int tasks, IntConsumer task) {
        checkCancelled();
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                checkCancelled();
                task.accept(i);
            }
        };
        if (threads == 1 || tasks == 1) {
            worker.run();
            return;
        }
        var running = IntStream.range(0, Math.min(threads, tasks)).<Future<?>>mapToObj(i -> pool.submit(worker)).toList();
        RuntimeException failure = null;
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                next.set(tasks);
                failure = asRuntime(e.getCause());
            } catch (InterruptedException e) {
                cancel();
                Thread.currentThread().interrupt();
                failure = new Cancelled();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Asks everything that runs in this lab to stop soon.
    public void cancel() {
        cancelled = true;
    }

    /// Called inside long loops.
    /// @throws Cancelled if [#cancel] was called
    public void checkCancelled() {
        if (cancelled) {
            throw new Cancelled();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private static RuntimeException asRuntime(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
