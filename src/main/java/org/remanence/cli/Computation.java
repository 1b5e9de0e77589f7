package org.remanence.cli;

import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.remanence.result.Host;

/// All that an answer depends on, the key of its finished parts.
/// @param experiment name of the question
/// @param parameters the question, all defaults filled in
/// @param seed names every random stream
/// @param version of this program
/// @param commit it was built from
/// @param files size and last change of every file that a parameter names
record Computation(String experiment, SequencedMap<String, Object> parameters, long seed, String version, String commit, List<Stamp> files) {
    /// State of a file.
    /// @param bytes its length
    /// @param changed milliseconds since 1970
    record Stamp(long bytes, long changed) { }

    /// The computation of this build.
    static Computation of(String experiment, SequencedMap<String, Object> parameters, long seed) {
        Host host = Host.current();
        List<Stamp> files = parameters.values().stream().filter(Objects::nonNull).map(Object::toString).map(File::new)
                .filter(File::exists).map(file -> new Stamp(file.length(), file.lastModified())).toList();
        return new Computation(experiment, parameters, seed, host.version(), host.commit(), files);
    }
}
