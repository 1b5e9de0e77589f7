package org.remanence.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// What one session runs on the pool: tasks of its calls, on no more threads at a time than the session has.
///
/// A thread works on a call task after task. Where work of other sessions waits for a thread it gives way and lines up
/// again: no session waits for longer than others' tasks take.
final class TaskGroup {
    private final WorkerPool pool;
    private final int threads;
    private final Supplier<Cancelled> stopped;
    /// Calls that want a thread, once for every thread they want.
    private final Queue<Call> waiting = new ArrayDeque<>();
    /// Threads that work for this group or are asked to; none is missing while a call waits.
    private int lent;
    private volatile boolean cancelled;
    private volatile boolean closed;

    /// @param pool whose threads work
    /// @param threads at a time, from 1
    /// @param stopped what a cancelled call ends with
    TaskGroup(WorkerPool pool, int threads, Supplier<Cancelled> stopped) {
        this.pool = pool;
        this.threads = threads;
        this.stopped = stopped;
    }

    int threads() {
        return threads;
    }

    /// As [Session#parallel].
    void run(int tasks, IntConsumer task) {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
        checkCancelled();
        if (threads == 1 || tasks <= 1 || WorkerPool.isWorker()) {
            for (int i = 0; i < tasks; i++) {
                checkCancelled();
                task.accept(i);
            }
            return;
        }
        Call call = new Call(tasks, task);
        enter(call);
        await(call);
    }

    void cancel() {
        cancelled = true;
        synchronized (this) {
            waiting.forEach(Call::cut);
            notifyAll();
        }
    }

    void close() {
        closed = true;
        cancel();
    }

    void checkCancelled() {
        if (cancelled) {
            throw stopped.get();
        }
    }

    private synchronized void enter(Call call) {
        if (cancelled) {
            call.cut();
        }
        pool.holdAtLeast(threads);
        try {
            for (int i = 0; i < Math.min(threads, call.tasks); i++) {
                waiting.add(call);
                if (lent < threads) {
                    pool.execute(this::serve);
                    lent++;
                }
            }
        } catch (OutOfMemoryError e) {
            call.end(e);
        }
    }

    /// What a thread of the pool does when its turn has come.
    private void serve() {
        for (Call call = begin(); call != null; call = begin()) {
            if (!goesOn(call, call.work())) {
                return;
            }
        }
    }

    /// The call that has waited longest and has tasks left; none hands the thread back.
    private synchronized Call begin() {
        for (Call call = waiting.poll(); call != null; call = waiting.poll()) {
            if (call.hasMore()) {
                call.running++;
                return call;
            }
        }
        lent--;
        return null;
    }

    /// Whether the thread, done with a call or giving way, takes the next one at once.
    private synchronized boolean goesOn(Call call, Throwable failure) {
        call.running--;
        if (failure != null) {
            call.end(failure);
        }
        if (call.hasMore()) {
            waiting.add(call);
        } else if (call.running == 0) {
            notifyAll();
        }
        if (waiting.isEmpty() || !pool.isAwaited()) {
            return true;
        }
        pool.execute(this::serve);
        return false;
    }

    /// Waits for all that runs, through failures and interrupts, and throws the first failure at the end.
    private void await(Call call) {
        boolean interrupted = false;
        synchronized (this) {
            while (call.hasMore() || call.running > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    cancel();
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (call.failure) {
            case null -> {
                if (call.cut) {
                    throw stopped.get();
                }
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(call.failure);
        }
    }

    /// The tasks of one call. All but `next` is guarded by the group.
    private final class Call {
        private final int tasks;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private int running;
        private boolean cut;
        private Throwable failure;

        Call(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
        }

        /// Whether a task is left to begin.
        boolean hasMore() {
            return next.get() < tasks;
        }

        /// Runs tasks until none is left or another session waits for a thread.
        /// @return what a task threw, null if none did
        Throwable work() {
            try {
                do {
                    int i = next.getAndUpdate(begun -> begun < tasks ? begun + 1 : tasks);
                    if (i == tasks) {
                        return null;
                    }
                    checkCancelled();
                    task.accept(i);
                } while (!pool.isAwaited());
                return null;
            } catch (Throwable e) {
                return e;
            }
        }

        /// The tasks not yet begun never begin.
        void cut() {
            cut |= next.getAndSet(tasks) < tasks;
        }

        /// As [#cut], for a reason. That others were cancelled is a consequence and says nothing.
        void end(Throwable reason) {
            next.set(tasks);
            if (failure == null || failure instanceof Cancelled) {
                failure = reason;
            } else if (failure != reason && !(reason instanceof Cancelled)) {
                failure.addSuppressed(reason);
            }
        }
    }
}
