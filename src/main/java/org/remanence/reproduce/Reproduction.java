package org.remanence.reproduce;

import org.remanence.experiment.Answer;
import org.remanence.session.Session;

/// A published figure that can be made again.
public interface Reproduction {
    /// What it is.
    Listing listing();

    /// Makes it.
    ///
    /// Long parts are kept by the session, so that an interrupted run goes on where it stopped.
    /// @throws org.remanence.session.Cancelled if the session is cancelled meanwhile
    Answer<Verdict> make(Size size, Session session);
}
