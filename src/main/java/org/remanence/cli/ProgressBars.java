package org.remanence.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.remanence.session.Progress;

/// One progress bar a task, with the time left.
final class ProgressBars implements Progress {
    private static final int REDRAW_MILLIS = 200;
    private static final int WIDTH = 78;
    /// The bar counts parts of a step, so that it moves while a long step lasts.
    private static final long PARTS = 1000;

    private final PrintStream stream;
    private ProgressBar bar;
    private long done;
    private long expected;

    ProgressBars(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public synchronized void begin(String task, long total) {
        end();
        done = 0;
        expected = 0;
        bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total * PARTS).setUnit("", PARTS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH)).build();
    }

    @Override
    public synchronized void advance(long steps) {
        if (bar != null) {
            done += steps;
            expected = 0;
            bar.stepTo(done * PARTS);
        }
    }

    @Override
    public synchronized void expect(long steps) {
        expected = steps;
    }

    /// Never goes back: a second pass over the same patterns waits where the first one ended.
    @Override
    public synchronized void within(double share) {
        if (bar != null) {
            bar.stepTo(Math.max(bar.getCurrent(), done * PARTS + (long) (share * expected * PARTS)));
        }
    }

    @Override
    public synchronized void note(String words) {
        if (bar != null) {
            bar.setExtraMessage(" " + words);
        }
    }

    @Override
    public synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void notice(String sentence) {
        stream.println(sentence);
    }
}
