package org.remanence.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a server is set up.
/// @param host address it listens at
/// @param port it listens at; 0 for any that is free
/// @param allowedHosts further names by which it may be called
/// @param state folder of token, jobs and log
/// @param dataRoot folder whose files clients may name as data, if any
/// @param token whether clients must bring one
/// @param tls keys of the server, if it speaks HTTPS
/// @param sharedMemory whether clients may use the system's shared memory
/// @param threads worker threads of models, and of each job
/// @param mostBody bytes of a body, packed or unpacked
/// @param mostUploaded bytes of all arrays that clients uploaded
/// @param jobs how jobs are run
public record ServerSettings(String host, int port, List<String> allowedHosts, Path state, Optional<Path> dataRoot,
        boolean token,
                             Optional<Tls> tls, boolean sharedMemory, int threads, int mostBody, long mostUploaded,
                                     JobLimits jobs) {
    /// 64 MiB.
    public static final int BODY = 1 << 26;

    /// The lists are copied.
    public ServerSettings {
        allowedHosts = List.copyOf(allowedHosts);
    }

    /// Keys in a PKCS 12 file.
    /// @param keystore the file
    /// @param password of it
    public record Tls(Path keystore, String password) { }

    /// How jobs are run.
    /// @param atOnce jobs that run at the same time
    /// @param queued jobs that may wait
    /// @param seconds a job may run
    public record JobLimits(int atOnce, int queued, long seconds) { }
}
