package org.remanence.linalg;

/// Told how far long work has come, and free to give it up by throwing.
///
/// A call into LAPACK can neither report nor be stopped. With a watch other than [#NONE] it runs on a thread of its own:
/// its progress is the time passed, of an estimate, and when the watch throws, the caller returns at once while the abandoned
/// call runs on to its end, holding its working copy and, if it has several BLAS threads, the library. That thread does
/// not keep the process alive.
public interface WorkMonitor {
    /// Sees nothing and never gives up; native calls stay on the calling thread.
    WorkMonitor NONE = new WorkMonitor() {
        @Override
        public void begin(String phase, long total) { }

        @Override
        public void reached(long soFar) { }

        @Override
        public void end() { }
    };

    /// A phase begins.
    /// @param phase what is done, in a few words; says so where `total` is an estimate
    /// @param total in units of the phase, from 1
    void begin(String phase, long total);

    /// Called a few times a second, or after every step.
    /// @param soFar of the total, never above it
    void reached(long soFar);

    /// The phase is over.
    void end();
}
