package org.remanence.lab;

/// The work was stopped from outside; what it had computed is discarded or saved by whoever catches this.
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The work was stopped from outside.
    public Cancelled() {
        super("cancelled");
    }
}
