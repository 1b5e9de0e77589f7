package org.remanence.experiment;

import org.remanence.lab.Lab;
import org.remanence.linalg.Watch;

/// Lets linear algebra report to a lab, and be left when the lab is cancelled.
final class LabWatch implements Watch {
    private final Lab lab;
    private long told;

    LabWatch(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void begin(String phase, long total) {
        lab.checkCancelled();
        told = 0;
        lab.progress().begin(phase, total);
    }

    @Override
    public void reached(long soFar) {
        lab.checkCancelled();
        lab.progress().advance(soFar - told);
        told = soFar;
    }

    @Override
    public void end() {
        lab.progress().end();
    }
}
