package org.remanence.lab;

/// Hears how far long work has come; may be called from any thread.
public interface Progress {
    /// Hears nothing.
    Progress SILENT = new Progress() {
        @Override
        public void begin(String task, long total) { }

        @Override
        public void advance(long steps) { }

        @Override
        public void end() { }
    };

    /// A task of `total` steps begins; the one before has ended.
    void begin(String task, long total);

    /// `steps` more steps are done.
    void advance(long steps);

    /// The task is done.
    void end();
}
