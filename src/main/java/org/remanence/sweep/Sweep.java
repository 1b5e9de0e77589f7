package org.remanence.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.remanence.result.OutputFailure;
import org.remanence.result.OutputLock;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.sweep.SweepJournal.Entry;
import org.remanence.sweep.SweepJournal.Event;
import org.remanence.text.Text;

/// Does the runs of one share of a sweep, several at a time.
///
/// Runs share this process: a run of a second should not pay half a second for a machine of its own to start, nor each
/// run for its own compilation of the kernels. What a crash of the process would cost is kept small instead: a run that
/// throws, even for want of memory, fails alone; what is complete is on the disk before its journal says so; finished
/// parts of the runs in between are kept as those of any run; and a run during which the process died three times is
/// left alone, so that the others get done.
public final class Sweep {
    private final SweepFolder folder;
    private final List<SweepRun> runs;
    private final SweepShare share;
    private final Runner runner;
    private final Progress progress;
    private final Function<Throwable, String> sentence;
    private final Map<SweepRun, Session> running = new ConcurrentHashMap<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final AtomicReference<OutputFailure> fatal = new AtomicReference<>();
    private volatile SweepJournal journal;
    private volatile boolean cancelled;

    /// Does one run.
    @FunctionalInterface
    public interface Runner {
        /// Leaves the folder of the run complete, or throws.
        /// @param progress hears how far it is
        /// @param begins is told the session before anything is computed in it
        void run(SweepRun run, Path folder, Progress progress, Consumer<Session> begins);
    }

    /// @param folder of the sweep
    /// @param plan all runs
    /// @param share which of them are done here
    /// @param runner does one
    /// @param progress hears how many are done
    /// @param sentence why a run failed, for people
    public Sweep(SweepFolder folder, SweepPlan plan, SweepShare share, Runner runner, Progress progress,
            Function<Throwable, String> sentence) {
        this.folder = folder;
        this.runs = share.of(plan.runs());
        this.share = share;
        this.runner = runner;
        this.progress = progress;
        this.sentence = sentence;
    }

    /// Does all that is open, and waits.
    /// @param jobs runs at a time
    /// @param retry whether what failed before is open too
    /// @throws Cancelled if [#cancel] was called
    /// @throws OutputFailure if nothing can be written any more
    public void run(int jobs, boolean retry) {
        try (SweepJournal own = folder.journal(share)) {
            journal = own;
            Map<SweepRun, RunState> states = folder.states();
            if (retry) {
                runs.stream().filter(run -> states.get(run).kind() == RunState.Kind.FAILED).forEach(run -> {
                    note(run, Event.RETRIED);
                    states.put(run, RunState.OPEN);
                });
            }
            List<SweepRun> open = runs.stream().filter(run -> states.get(run).kind() == RunState.Kind.OPEN).toList();
            if (!open.isEmpty()) {
                progress.begin("runs", runs.size());
                progress.advance(runs.size() - open.size());
                all(open, jobs);
                progress.end();
            }
        }
        if (fatal.get() != null) {
            throw fatal.get();
        }
        if (cancelled) {
            throw stopped();
        }
    }

    /// Stops soon; what is complete is kept. May be called at any time, from any thread, and twice.
    public void cancel() {
        cancelled = true;
        running.forEach((run, session) -> {
            // said at once: the process may not live until the run has noticed
            interrupted(run);
            session.cancel();
        });
    }

    /// What a cancelled sweep ends with.
    public Cancelled stopped() {
        return new Cancelled(folder.path().toString());
    }

    private void all(List<SweepRun> open, int jobs) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs, task -> {
            Thread thread = new Thread(task, "sweep");
            thread.setDaemon(true);
            return thread;
        });
        try (workers) {
            open.forEach(run -> workers.execute(() -> one(run)));
            workers.shutdown();
            while (!workers.awaitTermination(1, TimeUnit.DAYS)) {
                // runs may take as long as they like
            }
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
        }
    }

    private void one(SweepRun run) {
        if (cancelled) {
            return;
        }
        try {
            attempt(run);
        } catch (OutputFailure e) {
            fatal.compareAndSet(null, e);
            cancel();
        } finally {
            running.remove(run);
            progress.advance(1);
        }
    }

    private void attempt(SweepRun run) {
        begun.add(run.id());
        note(run, Event.BEGUN);
        long start = System.nanoTime();
        try {
            runner.run(run, folder.of(run), new RunProgress(progress, run.name()), session -> {
                running.put(run, session);
                if (cancelled) {
                    session.cancel();
                }
            });
            ended(run, Event.DONE, start, "");
        } catch (Cancelled _) {
            interrupted(run);
        } catch (OutputLock.Taken e) {
            interrupted(run);
            progress.notice(Text.of("run %s is left to another process: %s", run.name(), e.getMessage()));
        } catch (OutputFailure e) {
            interrupted(run);
            throw e;
        } catch (Throwable e) {
            String why = sentence.apply(e);
            ended(run, Event.FAILED, start, why);
            progress.notice(Text.of("run %s failed: %s", run.name(), why.lines().findFirst().orElse("")));
        }
    }

    private void ended(SweepRun run, Event event, long start, String error) {
        if (begun.remove(run.id())) {
            journal.add(Entry.now(folder.id(), run.id(), event, (System.nanoTime() - start) * 1e-9, error));
        }
    }

    private void interrupted(SweepRun run) {
        if (begun.remove(run.id())) {
            note(run, Event.INTERRUPTED);
        }
    }

    private void note(SweepRun run, Event event) {
        journal.add(Entry.now(folder.id(), run.id(), event, 0, ""));
    }
}
