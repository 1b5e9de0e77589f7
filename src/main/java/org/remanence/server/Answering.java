package org.remanence.server;

import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.remanence.text.BadInput;

/// From a request to its reply, whatever happens on the way.
final class Answering {
    private final Guard guard;
    private final Routes routes;
    private final Metrics metrics;
    private final AuditLog audit;
    private final BiConsumer<String, Throwable> log;
    private final AtomicLong faults = new AtomicLong(System.nanoTime());

    /// @param log hears of what is our fault
    Answering(Guard guard, Routes routes, Metrics metrics, AuditLog audit, BiConsumer<String, Throwable> log) {
        this.guard = guard;
        this.routes = routes;
        this.metrics = metrics;
        this.audit = audit;
        this.log = log;
    }

    Reply answer(Request request) {
        long start = System.nanoTime();
        Reply reply = reply(request);
        metrics.count(reply.status(), System.nanoTime() - start);
        if (!request.isSafe() && !request.path().endsWith("/infer") && !request.path().equals("/v1/score")) {
            record(request, reply);
        }
        return reply;
    }

    /// What was done is answered as such, also where the disk is too full for a line about it.
    private void record(Request request, Reply reply) {
        try {
            audit.line(request.peer(), request.method(), request.path(), reply.status(),
                    reply.headers().getOrDefault("Location", ""));
        } catch (UncheckedIOException e) {
            log.accept("the audit log", e);
        }
    }

    private Reply reply(Request request) {
        try {
            guard.check(request);
            return routes.answer(request);
        } catch (Refusal e) {
            Reply reply = Failures.reply(request.path(), e.status(), e.getMessage(), Map.of());
            for (Map.Entry<String, String> each : e.headers().entrySet()) {
                reply = reply.with(each.getKey(), each.getValue());
            }
            return reply;
        } catch (JobQuestion.Unfit e) {
            return Failures.reply(request.path(), Refusal.UNPROCESSABLE, e.getMessage(),
                    Map.of("parameter", e.parameter()));
        } catch (BadInput e) {
            return Failures.reply(request.path(), Refusal.BAD_REQUEST, e.getMessage(), Map.of());
        } catch (OutOfMemoryError e) {
            return Failures.reply(request.path(), Refusal.UNAVAILABLE,
                    "the server has no memory for this now: ask for less at a time", Map.of());
        } catch (RuntimeException | Error e) {
            return ours(request, e);
        }
    }

    /// The other side learns a number alone; the log has the rest.
    private Reply ours(Request request, Throwable e) {
        String number = HexFormat.of().toHexDigits(faults.incrementAndGet()).substring(8);
        log.accept("fault " + number + " at " + request.path(), e);
        return Failures.reply(request.path(), 500, "this is our fault, please report it with the number " + number,
                Map.of());
    }
}
