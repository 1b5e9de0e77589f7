package org.remanence.session;

import java.util.ArrayDeque;
import java.util.Queue;

/// The worker threads of this process, lent to all its sessions.
///
/// There are as many as the machine has processors, more if a session asked for more; each starts when it is first needed.
final class WorkerPool {
    /// The pool of this process.
    static final WorkerPool SHARED = new WorkerPool(Runtime.getRuntime().availableProcessors());

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int most;
    private int started;
    private int idle;
    private volatile boolean awaited;

    /// @param most threads, until a session asks for more
    WorkerPool(int most) {
        this.most = most;
    }

    /// Whether the calling thread is one of the pool. It must not wait for others of them, they might all wait.
    static boolean isWorker() {
        return Thread.currentThread() instanceof Worker;
    }

    /// Whether work waits for which there is no thread: who works should give way.
    boolean isAwaited() {
        return awaited;
    }

    /// Makes room for so many threads at work at a time.
    synchronized void holdAtLeast(int threads) {
        most = Math.max(most, threads);
    }

    /// Runs that as soon as a thread is free, after what waits already.
    /// @param work must not throw
    /// @throws OutOfMemoryError if not a single thread can be started; with fewer than wished the work just takes longer
    synchronized void execute(Runnable work) {
        if (idle <= waiting.size() && started < most) {
            start();
        }
        waiting.add(work);
        awaited = waiting.size() > idle;
        notify();
    }

    private void start() {
        try {
            new Worker(this).start();
            started++;
        } catch (OutOfMemoryError e) {
            if (started == 0) {
                throw e;
            }
            most = started;
        }
    }

    private synchronized Runnable next() {
        idle++;
        while (waiting.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException _) {
                // Nobody interrupts a worker but a task that forgot to clear its own interrupt.
            }
        }
        idle--;
        Runnable work = waiting.remove();
        awaited = waiting.size() > idle;
        return work;
    }

    private static final class Worker extends Thread {
        private final WorkerPool pool;

        Worker(WorkerPool pool) {
            super("worker");
            this.pool = pool;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                Runnable work = pool.next();
                Thread.interrupted();
                work.run();
            }
        }
    }
}
