package org.remanence.session;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// What a computation borrows: worker threads, named random streams, progress, cancellation, and a place for finished parts.
///
/// Results must not depend on the number of threads: tasks are numbered, and whoever combines their answers does so in
/// the order of the numbers.
public final class Session implements AutoCloseable {
    private final long seed;
    private final Progress progress;
    private final Parts parts;
    private final TaskGroup group;
    private final Set<String> notices;
    private final Optional<Cluster> cluster;

    /// A session that keeps no parts.
    /// @param seed names every random stream drawn from this session
    /// @param threads worker threads, from 1
    /// @param progress hears how far the work has come
    public Session(long seed, int threads, Progress progress) {
        this(seed, threads, progress, Parts.NONE);
    }

    /// @param seed names every random stream drawn from this session
    /// @param threads worker threads, from 1
    /// @param progress hears how far the work has come
    /// @param parts where finished parts outlive an interruption
    public Session(long seed, int threads, Progress progress, Parts parts) {
        this.seed = seed;
        this.progress = progress;
        this.parts = parts;
        this.group = new TaskGroup(WorkerPool.SHARED, (int) Check.atLeast("threads", 1, threads), this::stopped);
        this.notices = Collections.synchronizedSet(new LinkedHashSet<>());
        this.cluster = Optional.empty();
    }

    private Session(Session whole, long seed, Parts parts, Optional<Cluster> cluster) {
        this.seed = seed;
        this.progress = whole.progress;
        this.parts = parts;
        this.group = whole.group;
        this.notices = whole.notices;
        this.cluster = cluster;
    }

    /// A silent session with one worker per processor.
    public static Session seeded(long seed) {
        return new Session(seed, Runtime.getRuntime().availableProcessors(), Progress.SILENT);
    }

    /// The seed every stream of this session is named by.
    public long seed() {
        return seed;
    }

    /// The same session under another seed: threads, progress, cancellation and parts are shared, and closing either closes both.
    public Session withSeed(long other) {
        return new Session(this, other, parts, cluster);
    }

    /// The same session for one of several computations: the names of its parts are kept apart from those of the others. All
    /// else is shared, and closing either closes both.
    /// @param computation its name, different from those of the others
    public Session within(String computation) {
        return new Session(this, seed, parts.within(computation), cluster);
    }

    /// The same session, which other machines work for too. All else is shared, and closing either closes both, but not the cluster.
    public Session on(Cluster machines) {
        return new Session(this, seed, parts, Optional.of(machines));
    }

    /// Machines that work for this session besides its own threads, if there are any.
    public Optional<Cluster> cluster() {
        return cluster;
    }

    /// Number of worker threads.
    public int threads() {
        return group.threads();
    }

    /// Where long work reports.
    public Progress progress() {
        return progress;
    }

    /// Says something that a reader of the results should know, once: what was read, what was left aside.
    /// @param sentence without a full stop
    public void notice(String sentence) {
        if (notices.add(sentence)) {
            progress.notice(sentence);
        }
    }

    /// What was said so far, in order.
    public List<String> notices() {
        synchronized (notices) {
            return List.copyOf(notices);
        }
    }

    /// The random stream of that purpose: the same bits whenever, wherever and in whatever order it is asked.
    public RandomStream stream(String purpose) {
        return RandomStream.named(seed, purpose);
    }

    /// Runs tasks 0 … `tasks − 1` on the workers and returns when none is running any more, however it ends. Memory that
    /// the tasks borrow may be freed afterwards.
    ///
    /// A failing task keeps those not yet begun from beginning. Its exception is thrown here, with those of tasks that
    /// failed at the same time suppressed. A task may call this again, for any session: on a worker its tasks then run on
    /// its own thread, in order. All sessions of a process share their threads, so a task must not wait for another one.
    /// @throws Cancelled if the session is cancelled, or the calling thread interrupted, before the last task begins
    /// @throws IllegalArgumentException if the number of tasks is negative
    /// @throws IllegalStateException if the session is closed
    public void parallel(int tasks, IntConsumer task) {
        Check.atLeast("tasks", 0, tasks);
        group.run(tasks, task);
    }

    /// Asks everything that runs in this session to stop soon.
    public void cancel() {
        group.cancel();
    }

    /// Called inside long loops.
    /// @throws Cancelled if [#cancel] was called
    public void checkCancelled() {
        group.checkCancelled();
    }

    /// What a cancelled computation ends with; it tells where finished parts lie.
    public Cancelled stopped() {
        return parts.kept().map(Cancelled::new).orElseGet(Cancelled::new);
    }

    /// A finished part of a long computation: read if an interrupted run of the same computation left it, else computed and kept.
    ///
    /// `session.part("d=4096", Counts.class, () -> counts(4096))`
    /// @param name distinguishes it from every other part of the computation; inside a part, names count within that part
    /// @param type a record of numbers, texts, arrays and such records: what can be written as JSON
    /// @param compute makes it from the parameters of the computation and the streams of this session
    public <T> T part(String name, Class<T> type, Supplier<T> compute) {
        checkCancelled();
        return parts.part(name, type, compute);
    }

    /// As [Parts#file]: where a computation keeps what is no part yet.
    public Optional<Path> file(String name) {
        return parts.file(name);
    }

    /// Ends this session alone: the workers go on serving others. What still runs in it is cancelled.
    @Override
    public void close() {
        group.close();
    }
}
