package org.remanence.network;

/// How the last map of a network starts.
enum OutputStart {
    /// Drawn like the others.
    DRAWN,
    /// At zero, so that a preconditioned denoiser starts from the best linear one.
    ZERO
}
