package org.remanence.network;

import java.nio.file.Path;

/// Reads networks of a format that needs a library of its own. Found by [java.util.ServiceLoader].
public interface NetworkReader {
    /// Ending of the names of its files, with the dot.
    String ending();

    /// Opens a network.
    /// @param description JSON with keys in place of those that lie in or beside the file; `{}` to change nothing
    /// @throws org.remanence.text.BadInput if it cannot be read, or its description does not fit
    TrainedNetwork open(Path file, String description);
}
