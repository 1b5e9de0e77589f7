package org.remanence.experiment.measure;

import org.remanence.linalg.WorkMonitor;
import org.remanence.session.Session;

/// Lets linear algebra report to a session, and be left when the session is cancelled.
public final class SessionMonitor implements WorkMonitor {
    private final Session session;
    private long told;

    /// @param session that is told, and may be cancelled
    public SessionMonitor(Session session) {
        this.session = session;
    }

    @Override
    public void begin(String phase, long total) {
        session.checkCancelled();
        told = 0;
        session.progress().begin(phase, total);
    }

    @Override
    public void reached(long soFar) {
        session.checkCancelled();
        session.progress().advance(soFar - told);
        told = soFar;
    }

    @Override
    public void end() {
        session.progress().end();
    }
}
