package org.remanence.experiment.measure;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Schema;
import org.remanence.network.NetworkDescription;
import org.remanence.network.ResidualArchitecture;
import org.remanence.network.ResidualNetwork;
import org.remanence.network.StoredNetwork;
import org.remanence.network.TrainedNetworks;
import org.remanence.network.Training;
import org.remanence.network.TrainingSettings;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Small networks trained for tests, in folders as users have them.
public final class TrainedFolder {
    private TrainedFolder() { }

    /// Trains a network of width 64 on the patterns that experiments with that seed see.
    /// @param data as on the command line
    public static void write(Path folder, String data, long steps, long seed) {
        try (Session session = Session.seeded(seed); Arena arena = Arena.ofShared()) {
            PatternSet patterns = Schema.of(DataChoice.class).fill(Map.of("data", data)).open(arena, Precision.DOUBLE, session);
            int d = patterns.columns();
            double square = 0;
            for (long i = 0; i < patterns.rows(); i++) {
                for (double each : patterns.row(i)) {
                    square += each * each / d / patterns.rows();
                }
            }
            var settings = TrainingSettings.vectors(d, Math.sqrt(square), steps).with(new ResidualArchitecture(d, 64, 2, 32, 64,
                    1000));
            try (Training training = Training.of(patterns, settings, session)) {
                training.run(steps);
                try (ResidualNetwork network = training.network()) {
                    new StoredNetwork(network.architecture(), network.parameters(),
                            NetworkDescription.flat(settings.meaning(),
                                    patterns.preparation().uniform(d))).write(folder.resolve(TrainedNetworks.FILE));
                }
            }
        }
    }
}
