package org.remanence.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;

/// How a result was made: enough to make it again, and to know why it differs elsewhere.
/// @param software always `remanence`
/// @param experiment name of the question
/// @param parameters the question, all defaults filled in
/// @param data SHA-256 of what was read, by the name of the file or folder; left out where none was compared
/// @param notices what was said about the input: what was read and how, what was left aside; left out where there is none
/// @param seed names every random stream
/// @param version of this program
/// @param commit it was built from, as [Host#commit]
/// @param jdk vendor and version of the running Java
/// @param kernels name of the kernel set
/// @param lanes width of the vectors, for example `512 bits`; `0 bits` without vectors
/// @param blas name and version of the linear algebra
/// @param precision of stored numbers and matrix products
/// @param threads worker threads
/// @param processor model name of the processor
/// @param started when the computation began, UTC
/// @param wallTime seconds it took
/// @param resultHash [ResultJson#hash] of the result
public record Manifest(String software, String experiment, Object parameters,
                       @JsonInclude(JsonInclude.Include.NON_EMPTY) SequencedMap<String, String> data,
                       @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notices, long seed, String version, String commit,
                       String jdk, String kernels, String lanes, String blas, String precision, int threads,
                       String processor, Instant started, double wallTime, String resultHash) {
    /// The name by which a manifest of ours is known.
    public static final String SOFTWARE = "remanence";

    /// What a run was set to.
    /// @param seed names every random stream
    /// @param threads worker threads
    /// @param precision of stored numbers and matrix products
    /// @param kernels name of the kernel set
    /// @param lanes width of the vectors
    /// @param blas name and version of the linear algebra
    public record Setting(long seed, int threads, String precision, String kernels, String lanes, String blas) { }

    /// The manifest of a run that ends now on this machine.
    /// @param experiment name of the question
    /// @param parameters the question
    /// @param data SHA-256 of what was read, by the name of the file or folder
    /// @param notices what was said about the input
    /// @param setting what the run was set to
    /// @param started when it began
    /// @param result what it found
    public static Manifest of(String experiment, Object parameters, SequencedMap<String, String> data, List<String> notices,
            Setting setting, Instant started,
                              Object result) {
        double seconds = Duration.between(started, Instant.now()).toNanos() * 1e-9;
        Host host = Host.current();
        return new Manifest(SOFTWARE, experiment, parameters, data, List.copyOf(notices), setting.seed, host.version(),
                host.commit(), host.jdk(),
                setting.kernels, setting.lanes, setting.blas, setting.precision, setting.threads, host.processor(), started,
                seconds, ResultJson.hash(result));
    }
}
