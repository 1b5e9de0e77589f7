package org.remanence.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.remanence.result.OutputFailure;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;

/// All jobs, waiting, running and ended. Their folders are the only memory: a server that starts again finds all of
/// them, and begins those anew that had not ended, from their finished parts.
final class Jobs implements AutoCloseable {
    /// What a job ends with whose answer is no: it has answered.
    private static final int NO = 1;
    private static final String STATE = "state";
    private static final String PROGRESS = "progress";
    private static final long ORPHAN_SECONDS = 5;

    private final Path folder;
    private final List<String> program;
    private final int threads;
    private final ServerSettings.JobLimits limits;
    private final DataRoot root;
    private final Map<String, Entry> all = new HashMap<>();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final List<Thread> workers = new ArrayList<>();
    private boolean closed;

    /// A job and those who watch it. Guarded by the monitor of [Jobs].
    private static final class Entry {
        private final JobFolder folder;
        private final JobEvents events = new JobEvents();
        private Job job;
        private JobProcess process;
        private boolean cancelled;

        Entry(JobFolder folder, Job job) {
            this.folder = folder;
            this.job = job;
        }
    }

    /// Takes up what an earlier server left.
    /// @param folder of all job folders
    /// @param program words that start the command line of this program
    /// @param threads of each job
    Jobs(Path folder, List<String> program, int threads, ServerSettings.JobLimits limits, DataRoot root) {
        this.folder = folder;
        this.program = List.copyOf(program);
        this.threads = threads;
        this.limits = limits;
        this.root = root;
        takeUp();
        for (int i = 0; i < limits.atOnce(); i++) {
            workers.add(Thread.ofPlatform().daemon().name("jobs " + i).start(this::work));
        }
    }

    /// Asks a question, or finds that it was asked before.
    /// @param fresh whether an answer that is there is computed again
    /// @return the job, and whether it has to be waited for anew
    /// @throws Refusal if too many wait
    synchronized Asked ask(JobQuestion question, boolean fresh) {
        Entry known = all.get(question.id());
        boolean again = known != null && known.job.state().isEnded() && (fresh
                || known.job.state() != Job.State.SUCCEEDED);
        if (known != null && !again) {
            return new Asked(question.id(), false);
        }
        if (waiting.size() >= limits.queued()) {
            throw Refusal.of(Refusal.TOO_MANY, "%d jobs wait already: try again when one of them has begun",
                    waiting.size())
                    .with("Retry-After", "10");
        }
        Entry entry = known == null ? begun(question) : known;
        if (known != null) {
            Job job = entry.job.again();
            entry.folder.removeResult();
            entry.folder.write(job);
            entry.job = job;
            entry.cancelled = false;
        }
        all.put(question.id(), entry);
        queue(entry);
        return new Asked(question.id(), true);
    }

    /// A new job. What a server that was killed in the middle of a removal left in its folder goes first.
    private Entry begun(JobQuestion question) {
        Entry entry = new Entry(new JobFolder(folder.resolve(question.id())), Job.of(question));
        entry.folder.remove();
        entry.folder.write(entry.job);
        return entry;
    }

    /// @param id of the job
    /// @param isNew whether it waits because of this question
    record Asked(String id, boolean isNew) { }

    /// Stops a job that has not ended.
    synchronized void cancel(String id) {
        Entry entry = entry(id);
        if (entry.job.state().isEnded()) {
            return;
        }
        entry.cancelled = true;
        if (waiting.remove(entry)) {
            end(entry, entry.job.ended(Job.State.CANCELLED, null));
        } else if (entry.process != null) {
            entry.process.stop();
        }
    }

    /// Removes a job that has ended.
    /// @throws Refusal if it has not
    synchronized void remove(String id) {
        Entry entry = entry(id);
        if (!entry.job.state().isEnded()) {
            throw Refusal.of(Refusal.CONFLICT, "job %s is %s: cancel it first", id, entry.job.state().word());
        }
        all.remove(id);
        entry.folder.remove();
    }

    /// Newest first.
    synchronized List<Job> all() {
        return all.values().stream().map(each -> each.job)
                .sorted(Comparator.comparing(Job::created).reversed().thenComparing(Job::id)).toList();
    }

    synchronized Job job(String id) {
        return entry(id).job;
    }

    synchronized JobFolder folder(String id) {
        return entry(id).folder;
    }

    synchronized JobEvents events(String id) {
        return entry(id).events;
    }

    /// Jobs before it, from 1; 0 unless it waits.
    synchronized int position(String id) {
        return 1 + List.copyOf(waiting).indexOf(entry(id));
    }

    /// The job as clients see it.
    synchronized Map<String, Object> shown(String id) {
        Job job = job(id);
        String at = "/v1/jobs/" + id;
        Map<String, Object> shown = InferenceApi.ordered("id", id, STATE, job.state().word(), "position", position(id),
                "experiment", job.experiment(), "parameters", job.parameters(), "seed", job.seed(), "created",
                        job.created(),
                "started", job.started(), "ended", job.ended(), "attempt", job.attempt(), "error", job.error());
        shown.put(PROGRESS, job.state() != Job.State.RUNNING ? null : events(id).latest(PROGRESS)
                .<Object>map(event -> InferenceJson.object(event.data().getBytes(StandardCharsets.UTF_8)))
                        .orElse(null));
        shown.put("command", command(job));
        shown.put("links", InferenceApi.ordered("self", at, "events", at + "/events", "result", at + "/result",
                "report", at + "/report", "files", at + "/files"));
        return shown;
    }

    /// The same question on the command line, files by their names below the root.
    private String command(Job job) {
        StringBuilder command = new StringBuilder("./remanence");
        for (String word : JobProcess.words(job)) {
            String[] sides = root.shown(word).split("=", 2);
            command.append(' ').append(sides[0]);
            if (sides.length > 1) {
                boolean plain = sides[1].matches("[\\w.,:=+/-]+");
                command.append(' ').append(plain ? sides[1] : "'" + sides[1].replace("'", "'\\''") + "'");
            }
        }
        return job.seed() == 1 ? command.toString() : command.append(" --seed ").append(job.seed()).toString();
    }

    private Entry entry(String id) {
        return Optional.ofNullable(all.get(id)).orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND, "there is no job %s",
                id));
    }

    private void queue(Entry entry) {
        entry.events.begin(entry.job.attempt());
        waiting.add(entry);
        tell(entry);
        notifyAll();
    }

    private void tell(Entry entry) {
        String shown = ResultJson.compact(shown(entry.job.id()));
        if (entry.job.state().isEnded()) {
            entry.events.end(entry.job.attempt(), STATE, shown);
        } else {
            entry.events.add(STATE, shown);
        }
    }

    private void end(Entry entry, Job ended) {
        entry.job = ended;
        entry.process = null;
        try {
            entry.folder.write(ended);
        } finally {
            tell(entry);
        }
    }

    private void work() {
        try {
            for (Entry entry = next(); entry != null; entry = next()) {
                run(entry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Entry next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return closed ? null : waiting.remove();
    }

    private void run(Entry entry) throws InterruptedException {
        try {
            Optional<JobProcess> begun = begin(entry);
            if (begun.isPresent()) {
                int code = begun.get().follow(progress -> entry.events.add(PROGRESS, progress), limits.seconds());
                if (entry.folder.hasResult()) {
                    entry.folder.rewrite(root::shown);
                }
                finish(entry, code, begun.get().lastWord());
            }
        } catch (IOException | OutputFailure e) {
            fail(entry, "the job cannot be begun, or its end cannot be kept: " + e.getMessage());
        }
    }

    /// Nothing of the job stays behind, and the next one has its turn, also where the disk is full.
    private synchronized void fail(Entry entry, String why) {
        if (entry.process != null) {
            entry.process.stop();
        }
        try {
            end(entry, entry.job.ended(Job.State.FAILED, why));
        } catch (OutputFailure _) {
            // watchers know; a later server finds the job as it was written last, and begins it anew
        }
    }

    /// The process of the job; none where the server was closed meanwhile, and leaves the job to the next one.
    private synchronized Optional<JobProcess> begin(Entry entry) throws IOException {
        if (closed) {
            return Optional.empty();
        }
        JobProcess process = JobProcess.start(program, threads, entry.job, entry.folder);
        entry.process = process;
        entry.job = entry.job.running(process.handle());
        entry.folder.write(entry.job);
        tell(entry);
        if (entry.cancelled) {
            process.stop();
        }
        return Optional.of(process);
    }

    /// A server that stops leaves its jobs as running, for the next one.
    private synchronized void finish(Entry entry, int code, String lastWord) {
        if (closed && !entry.cancelled && !entry.folder.hasResult()) {
            return;
        }
        Job job = entry.job;
        if ((code == 0 || code == NO) && entry.folder.hasResult()) {
            end(entry, job.ended(Job.State.SUCCEEDED, null));
        } else if (entry.cancelled) {
            end(entry, job.ended(Job.State.CANCELLED, null));
        } else {
            String why = code < 0 ? Text.of("the job took longer than %d s", limits.seconds())
                    : root.shown(lastWord.isEmpty() ? Text.of("the job ended with code %d", code) : lastWord);
            end(entry, job.ended(Job.State.FAILED, why));
        }
    }

    private synchronized void takeUp() {
        List<Entry> found = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.list(folder)) {
                // a job of an experiment that this version does not have is left alone
                inside.map(JobFolder::new).forEach(each -> each.read()
                        .filter(job -> JobQuestion.type(job.experiment()).isPresent())
                        .ifPresent(job -> found.add(new Entry(each, job))));
            }
            found.sort(Comparator.comparing(each -> each.job.created()));
            for (Entry each : found) {
                all.put(each.job.id(), each);
                each.events.begin(each.job.attempt());
                if (each.job.state().isEnded()) {
                    tell(each);
                } else {
                    endOrphan(each.job);
                    goOn(each);
                }
            }
        } catch (IOException e) {
            throw new OutputFailure("the folder of jobs " + folder, e);
        }
    }

    private void goOn(Entry entry) throws IOException {
        if (entry.folder.hasResult()) {
            entry.folder.rewrite(root::shown);
            end(entry, entry.job.ended(Job.State.SUCCEEDED, null));
        } else {
            entry.job = entry.job.state() == Job.State.RUNNING ? entry.job.again() : entry.job;
            entry.folder.write(entry.job);
            queue(entry);
        }
    }

    /// Ends the process of a job whose server was killed; only that very process, known by its beginning.
    private static void endOrphan(Job job) {
        Optional<ProcessHandle> orphan = job.process() == 0 || job.processStarted() == null ? Optional.empty()
                : ProcessHandle.of(job.process())
                        .filter(each -> each.info().startInstant().filter(job.processStarted()::equals).isPresent());
        orphan.ifPresent(each -> {
            each.destroyForcibly();
            try {
                each.onExit().get(ORPHAN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("process " + each.pid() + " of job " + job.id() + " does not end", e);
            }
        });
    }

    /// Ends the processes of jobs that run; a later server goes on with them.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
            all.values().stream().filter(each -> each.process != null).forEach(each -> each.process.stop());
        }
        for (Thread each : workers) {
            try {
                each.join(TimeUnit.SECONDS.toMillis(2 * ORPHAN_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
