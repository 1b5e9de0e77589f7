package org.remanence.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.result.OutputFailure;
import org.remanence.text.Text;
import tools.jackson.databind.node.ObjectNode;

/// Experiments as jobs: asked, followed, stopped, and their results.
final class JobsApi {
    private static final String JOB = "/v1/jobs/{id}";
    private static final String ID = "id";
    private static final Set<String> MEMBERS = Set.of("experiment", "parameters", "seed", "fresh");
    private static final int PAGE = 100;
    private static final long QUIET_MILLIS = 15_000;

    private final Jobs jobs;
    private final DataRoot root;

    JobsApi(Jobs jobs, DataRoot root) {
        this.jobs = jobs;
        this.root = root;
    }

    void addTo(Routes routes) {
        routes.get("/v1/experiments", _ -> Reply.json(Map.of("experiments",
                JobQuestion.types().stream().map(JobsApi::experiment).toList())));
        routes.get("/v1/experiments/{name}", request -> Reply.json(experiment(JobQuestion.type(request.part("name"))
                .orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND, "there is no experiment %s", request.part("name"))))));
        routes.post("/v1/jobs", this::ask);
        routes.get("/v1/jobs", this::list);
        routes.get(JOB, request -> Reply.json(jobs.shown(request.part(ID))));
        routes.add("DELETE", JOB, request -> {
            jobs.remove(request.part(ID));
            return Reply.empty(Reply.NO_CONTENT);
        });
        routes.post(JOB + "/cancel", request -> {
            jobs.cancel(request.part(ID));
            return Reply.json(Reply.ACCEPTED, jobs.shown(request.part(ID)));
        });
        routes.get(JOB + "/events", this::events);
        routes.get(JOB + "/result", request -> file(request, "result.json"));
        routes.get(JOB + "/report", request -> {
            checkSucceeded(request);
            return Reply.empty(302).with("Location", "/v1/jobs/" + request.part(ID) + "/files/report.html");
        });
        routes.get(JOB + "/summary", request -> {
            checkSucceeded(request);
            return stored(jobs.folder(request.part(ID)).summary(), request);
        });
        routes.get(JOB + "/files", this::files);
        routes.get(JOB + "/files/{name...}", request -> file(request, request.part("name")));
    }

    /// An experiment as clients see it.
    static Map<String, Object> experiment(ExperimentType<?> type) {
        return InferenceApi.ordered("experiment", type.name(), "question", type.about().value(), "equation",
                type.about().equation(),
                "source", type.about().source(), "cost", type.about().cost(),
                "parameters", type.schema().fields().stream().map(JobsApi::parameter).toList(), "result",
                        type.outcomes());
    }

    private static Map<String, Object> parameter(ParameterSpec field) {
        return InferenceApi.ordered("name", field.name(), "flag", field.flag(), "form", field.form().name()
                .toLowerCase(Locale.ROOT),
                "choices", field.choices(), "syntax", field.syntax(), "required", field.required(), "default",
                        field.standard(),
                "unit", field.unit(), "bounds", field.bounds().toString(), "help", field.help());
    }

    private Reply ask(Request request) {
        ObjectNode document = InferenceJson.object(request.body());
        document.propertyNames().stream().filter(name -> !MEMBERS.contains(name)).findFirst().ifPresent(name -> {
            throw new JobQuestion.Unfit(name,
                    Text.of("a job has no member %s; there are experiment, parameters, seed, fresh", name));
        });
        if (document.has("fresh") && !document.path("fresh").isBoolean()) {
            throw new JobQuestion.Unfit("fresh", Text.of("fresh must be true or false, got %s",
                    document.path("fresh")));
        }
        Jobs.Asked asked = jobs.ask(JobQuestion.of(document, root), document.path("fresh").asBoolean(false));
        return Reply.json(asked.isNew() ? Reply.ACCEPTED : Reply.OK, jobs.shown(asked.id()))
                .with("Location", "/v1/jobs/" + asked.id());
    }

    /// Newest first; `after` is the id of the last job of the page before.
    private Reply list(Request request) {
        List<Job> all = new ArrayList<>(jobs.all());
        request.query("after").ifPresent(id -> {
            jobs.job(id);
            all.subList(0, 1 + all.stream().map(Job::id).toList().indexOf(id)).clear();
        });
        request.query("state").ifPresent(state -> all.removeIf(each -> !each.state().word().equals(state)));
        request.query("experiment").ifPresent(name -> all.removeIf(each -> !each.experiment().equals(name)));
        int limit = request.query("limit").map(JobsApi::limit).orElse(PAGE);
        List<Job> page = all.stream().limit(limit).toList();
        return Reply.json(InferenceApi.ordered("jobs", page.stream().map(each -> jobs.shown(each.id())).toList(),
                "after", all.size() > page.size() ? page.getLast().id() : null));
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 10 * PAGE) {
            throw Refusal.of(Refusal.BAD_REQUEST, "limit must be at least 1 and at most %d, got %s", 10 * PAGE, text);
        }
        return Integer.parseInt(text);
    }

    private void checkSucceeded(Request request) {
        Job job = jobs.job(request.part(ID));
        if (job.state() != Job.State.SUCCEEDED) {
            throw Refusal.of(Refusal.CONFLICT, "job %s has no result: it is %s%s", job.id(), job.state().word(),
                    job.error() == null ? "" : ", " + job.error());
        }
    }

    private Reply files(Request request) {
        checkSucceeded(request);
        JobFolder folder = jobs.folder(request.part(ID));
        return Reply.json(Map.of("files", folder.files().stream().map(each ->
                InferenceApi.ordered("name", each.toString(),
                "bytes", size(folder.result().resolve(each)))).toList()));
    }

    /// One of the files that the listing has, and no other.
    private Reply file(Request request, String name) {
        checkSucceeded(request);
        JobFolder folder = jobs.folder(request.part(ID));
        Path file = folder.files().stream().filter(each -> each.toString().equals(name)).findFirst()
                .orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND, "job %s has no file %s", request.part(ID), name));
        return stored(folder.result().resolve(file), request);
    }

    private static Reply stored(Path file, Request request) {
        long size = size(file);
        String tag = Text.of("\"%x-%x\"", size, file.toFile().lastModified());
        if (request.header("If-None-Match").filter(tag::equals).isPresent()) {
            return Reply.empty(304).with("ETag", tag);
        }
        ByteRange range = request.header("Range").flatMap(text -> ByteRange.of(text, size))
                .orElse(new ByteRange(0, size));
        Reply reply = new Reply(range.isAll(size) ? Reply.OK : 206, MediaTypes.of(file), Map.of(),
                out -> range.copy(file, out), range.length()).with("ETag", tag).with("Accept-Ranges", "bytes");
        if (!range.isAll(size)) {
            reply = reply.with("Content-Range",
                    Text.of("bytes %d-%d/%d", range.first(), range.first() + range.length() - 1, size));
        }
        // scripts of a report may run, but not as a page of this server
        return reply.with("Content-Security-Policy", "sandbox allow-scripts allow-downloads allow-popups");
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    /// Server-sent events: what happened to the job lately, then what happens to it; 204 when all has been told.
    private Reply events(Request request) {
        String id = request.part(ID);
        JobEvents events = jobs.events(id);
        long seen = request.header("Last-Event-ID").filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong).orElse(0L);
        if (events.isOver(seen)) {
            return Reply.empty(Reply.NO_CONTENT);
        }
        return new Reply(Reply.OK, "text/event-stream", Map.of("X-Accel-Buffering", "no"), out ->
                tell(events, seen, out), -1);
    }

    private static void tell(JobEvents events, long seen, OutputStream out) throws IOException {
        long last = seen;
        try {
            write(out, "retry: 2000\n\n");
            while (!events.isOver(last)) {
                List<JobEvents.Event> news = events.after(last, QUIET_MILLIS);
                for (JobEvents.Event each : news) {
                    write(out, Text.of("id: %d\nevent: %s\ndata: ", each.number(), each.type()) + each.data() + "\n\n");
                    last = each.number();
                }
                if (news.isEmpty()) {
                    write(out, ": still here\n\n");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
