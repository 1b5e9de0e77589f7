package org.remanence.session;

import org.remanence.text.Text;

/// The work was stopped from outside; what it had computed is discarded or saved by whoever catches this.
public final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Nothing is kept.
    public Cancelled() {
        super("interrupted: nothing was written");
    }

    /// Finished parts are kept.
    /// @param folder where
    public Cancelled(String folder) {
        super(Text.of("interrupted: finished parts are kept in %s, the same command goes on from there", folder));
    }
}
