package org.remanence.cli;

import java.io.PrintStream;
import org.remanence.session.Progress;

/// Prints what a reader of the results should know, where nobody watches a bar.
record NoticesOnly(PrintStream stream) implements Progress {
    @Override
    public void begin(String task, long total) { }

    @Override
    public void advance(long steps) { }

    @Override
    public void end() { }

    @Override
    public void notice(String sentence) {
        stream.println(sentence);
    }
}
