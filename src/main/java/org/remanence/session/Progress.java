package org.remanence.session;

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

    /// The next steps, so many, are taken together and may take long: [#within] tells how far they are.
    default void expect(long steps) { }

    /// That share of the steps expected is done, from 0 to 1; it starts again if they need a second pass.
    default void within(double share) { }

    /// A few words about where the task stands, which those before give way to.
    default void note(String words) { }

    /// The task is done.
    void end();

    /// Something happened that a reader of the results should know, in one sentence.
    default void notice(String sentence) { }
}
