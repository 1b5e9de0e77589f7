package org.remanence.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.remanence.session.Cancelled;
import org.remanence.tensor.Matrix;

/// A model that many ask at once. Requests that wait for the same time are answered by one pass; since the bits of a
/// state depend on no other state, nobody can tell.
final class BatchedModel implements AutoCloseable {
    /// Requests that wait for one model.
    private static final int MOST_WAITING = 1024;
    /// Numbers of the states of one pass: several requests share one only below this.
    private static final long MOST_SHARED = 1 << 22;

    /// Of the last pass, that the next one may wait for requests of the clients whom it answered.
    private static final int PATIENCE = 5;

    private final ServedModel model;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean closed;
    /// Requests that came at the same time lately, and how long their pass took.
    private int together = 1;
    private long lastNanos;

    /// @param states `[B × d]`
    private record Waiting(Matrix states, double time, Set<ModelOutput> wanted, CompletableFuture<Pass> answer) { }

    /// An answer, and how long the pass over the model took, for all that shared it.
    record Pass(ModelAnswer answer, long nanos) { }

    /// Takes the model over: it is closed with this.
    /// @param name of the thread that asks it
    BatchedModel(String name, ServedModel model) {
        this.model = model;
        Thread.ofPlatform().daemon().name("model " + name).start(this::work);
    }

    ServedModel model() {
        return model;
    }

    /// The answer for these states; waits for it.
    /// @param states `[B × d]`, finite
    /// @throws Refusal if too many wait, or the model was removed
    Pass ask(Matrix states, double time, Set<ModelOutput> wanted) {
        Waiting mine = new Waiting(states, time, wanted, new CompletableFuture<>());
        enter(mine);
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case Cancelled _ -> throw removed();
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw e;
            }
        }
    }

    private void enter(Waiting mine) {
        lock.lock();
        try {
            if (closed) {
                throw removed();
            }
            if (waiting.size() >= MOST_WAITING) {
                throw Refusal.of(Refusal.UNAVAILABLE, "%d requests wait for this model already", MOST_WAITING)
                        .with("Retry-After", "1");
            }
            waiting.add(mine);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
                answer(batch);
            }
        } finally {
            model.close();
        }
    }

    /// The oldest request and all that can share its pass; none when the model is to close.
    private List<Waiting> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            gather();
            List<Waiting> batch = new ArrayList<>();
            if (closed) {
                return batch;
            }
            Waiting first = waiting.remove();
            batch.add(first);
            long rows = first.states.rows();
            for (Iterator<Waiting> others = waiting.iterator(); others.hasNext();) {
                Waiting other = others.next();
                if (other.time == first.time && (rows + other.states.rows()) * model.dimension() <= MOST_SHARED) {
                    rows += other.states.rows();
                    batch.add(other);
                    others.remove();
                }
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Clients that were answered together ask again together, but not in the same microsecond: a fifth of a pass
    /// is given to them.
    /// Who is alone never waits.
    private void gather() {
        long left = together > 1 ? lastNanos / PATIENCE : 0;
        while (left > 0 && waiting.size() < together && !closed) {
            try {
                left = arrived.awaitNanos(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts this thread", e);
            }
        }
    }

    private void answer(List<Waiting> batch) {
        try {
            Set<ModelOutput> wanted = EnumSet.noneOf(ModelOutput.class);
            batch.forEach(each -> wanted.addAll(each.wanted));
            long start = System.nanoTime();
            ModelAnswer all = model.evaluate(joined(batch), batch.getFirst().time, wanted);
            long nanos = System.nanoTime() - start;
            remember(batch.size(), nanos);
            long first = 0;
            for (Waiting each : batch) {
                each.answer.complete(new Pass(all.rows(first, each.states.rows()), nanos));
                first += each.states.rows();
            }
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.answer.completeExceptionally(e));
        }
    }

    private void remember(int answered, long nanos) {
        lock.lock();
        try {
            together = answered + waiting.size();
            lastNanos = nanos;
        } finally {
            lock.unlock();
        }
    }

    private Matrix joined(List<Waiting> batch) {
        if (batch.size() == 1) {
            return batch.getFirst().states;
        }
        Matrix all = Matrix.zeros(batch.stream().mapToLong(each -> each.states.rows()).sum(), model.dimension());
        long first = 0;
        for (Waiting each : batch) {
            all.slice(first, each.states.rows()).segment().copyFrom(each.states.segment());
            first += each.states.rows();
        }
        return all;
    }

    private static Refusal removed() {
        return Refusal.of(Refusal.NOT_FOUND, "the model was removed");
    }

    /// Who still waits is refused. The model itself closes when its pass ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(each -> each.answer.completeExceptionally(removed()));
            waiting.clear();
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }
}
