package org.remanence.result;

import java.util.SequencedMap;

/// All that an answer depends on, the key of its finished parts.
/// @param experiment name of the question
/// @param parameters the question, all defaults filled in
/// @param seed names every random stream
/// @param version of this program
/// @param commit it was built from
/// @param data SHA-256 of every file that is read
public record Computation(String experiment, SequencedMap<String, Object> parameters, long seed, String version, String commit,
                          SequencedMap<String, String> data) {
    private static final int ID_DIGITS = 16;

    /// The computation of this build.
    public static Computation of(String experiment, SequencedMap<String, Object> parameters, long seed, SequencedMap<String, String> data) {
        Host host = Host.current();
        return new Computation(experiment, parameters, seed, host.version(), host.commit(), data);
    }

    /// A name for its answer: the first 16 hexadecimal digits of the hash of all this.
    public String id() {
        return ResultJson.hash(this).substring(0, ID_DIGITS);
    }
}
