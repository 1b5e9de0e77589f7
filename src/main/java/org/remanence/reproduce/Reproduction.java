package org.remanence.reproduce;

import org.remanence.experiment.Answer;
import org.remanence.lab.Lab;

/// A published figure that can be made again.
public interface Reproduction {
    /// What it is.
    Listing listing();

    /// Makes it.
    ///
    /// Long parts are kept by the lab, so that an interrupted run goes on where it stopped.
    /// @throws org.remanence.lab.Cancelled if the lab is cancelled meanwhile
    Answer<Verdict> make(Size size, Lab lab);
}
