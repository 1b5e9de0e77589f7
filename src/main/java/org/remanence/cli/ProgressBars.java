package org.remanence.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.remanence.lab.Progress;

/// One progress bar a task, with the time left.
final class ProgressBars implements Progress {
    private static final int REDRAW_MILLIS = 200;
    private static final int WIDTH = 78;

    private final PrintStream stream;
    private ProgressBar bar;

    ProgressBars(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public synchronized void begin(String task, long total) {
        end();
        bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(total).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(stream, WIDTH)).build();
    }

    @Override
    public synchronized void advance(long steps) {
        if (bar != null) {
            bar.stepBy(steps);
        }
    }

    @Override
    public synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
