package org.remanence.cli;

import java.util.SequencedMap;
import org.remanence.result.Host;

/// All that an answer depends on, the key of its finished parts.
/// @param experiment name of the question
/// @param parameters the question, all defaults filled in
/// @param seed names every random stream
/// @param version of this program
/// @param commit it was built from
/// @param data SHA-256 of every file that is read
record Computation(String experiment, SequencedMap<String, Object> parameters, long seed, String version, String commit,
                   SequencedMap<String, String> data) {
    /// The computation of this build.
    static Computation of(String experiment, SequencedMap<String, Object> parameters, long seed, SequencedMap<String, String> data) {
        Host host = Host.current();
        return new Computation(experiment, parameters, seed, host.version(), host.commit(), data);
    }
}
