package org.remanence.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;

/// Progress as JSON, for programs: `{"progress":{"task","done","total","eta"}}` at the beginning and the end of a task and between
/// them at most five times a second, and `{"notice"}`. `eta` is in seconds.
final class ProgressLines implements Progress {
    private static final long BETWEEN_NANOS = 200_000_000;

    private final PrintStream stream;
    private String task = "";
    private long total;
    private long done;
    private long expected;
    private double share;
    private long begun;
    private long told;

    ProgressLines(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public synchronized void begin(String name, long steps) {
        task = name;
        total = steps;
        done = 0;
        expected = 0;
        share = 0;
        begun = System.nanoTime();
        tell(begun);
    }

    @Override
    public synchronized void advance(long steps) {
        done += steps;
        expected = 0;
        share = 0;
        tellSometimes();
    }

    @Override
    public synchronized void expect(long steps) {
        expected = steps;
        share = 0;
    }

    @Override
    public synchronized void within(double part) {
        share = Math.max(share, part);
        tellSometimes();
    }

    @Override
    public synchronized void end() {
        if (!task.isEmpty()) {
            tell(System.nanoTime());
            task = "";
        }
    }

    @Override
    public synchronized void notice(String sentence) {
        stream.println(ResultJson.compact(Map.of("notice", sentence)));
    }

    private void tellSometimes() {
        long now = System.nanoTime();
        if (now - told >= BETWEEN_NANOS) {
            tell(now);
        }
    }

    private void tell(long now) {
        told = now;
        double steps = done + share * expected;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", task);
        line.put("done", steps);
        line.put("total", total);
        line.put("eta", steps > 0 ? (now - begun) * 1e-9 * (total - steps) / steps : null);
        stream.println(ResultJson.compact(Map.of("progress", line)));
    }
}
