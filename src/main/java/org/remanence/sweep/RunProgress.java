package org.remanence.sweep;

import org.remanence.session.Progress;
import org.remanence.text.Text;

/// What one run says of its progress, as a few words beside the number of runs done. What was read is said by its
/// manifest.
final class RunProgress implements Progress {
    private final Progress sweep;
    private final String run;
    private String task = "";
    private long total;
    private long done;

    /// @param sweep shows the words
    /// @param run its name
    RunProgress(Progress sweep, String run) {
        this.sweep = sweep;
        this.run = run;
    }

    @Override
    public synchronized void begin(String name, long steps) {
        task = name;
        total = steps;
        done = 0;
        tell();
    }

    @Override
    public synchronized void advance(long steps) {
        done += steps;
        tell();
    }

    @Override
    public synchronized void end() { }

    private void tell() {
        sweep.note(total > 0 ? Text.of("%s: %s %d %%", run, task, 100 * done / total) : Text.of("%s: %s", run, task));
    }
}
