package org.remanence.experiment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.data.DataSource;
import org.remanence.experiment.Schema;
import org.remanence.experiment.regimes.ExcessEntropy;
import org.remanence.result.Npy;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Where patterns live changes nothing: in memory, in a mapped file, or nowhere, the same seed has the same result.
class StorageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gaussian:d=6,n=5001", "gaussian:d=4,n=5001,sigma=2.5", "mixture:d=5,n=5001,mu=1.5,sigma=0.3",
        "manifold:d=6,n=5001,variance=1x2+0.3", "manifold:d=6,n=5001,variance=1x2+0.3,rotate=4",
        "hidden:d=7,n=5001,m=3,nonlinearity=tanh", "sphere:d=5,n=5001,radius=2", "rademacher:d=33,n=5001"})
    void sameHashInMemoryMappedAndGenerated(String model) {
        for (String precision : new String[] {"double", "float"}) {
            String hash = hash(model, precision, 2);
            assertEquals(hash, hash("generated:" + model, precision, 2), "generated, " + precision);
            assertEquals(hash, hash("generated:" + model, precision, 1), "generated, one thread, " + precision);
            Path file = folder.resolve(precision + ".npy");
            try (Arena arena = Arena.ofShared(); Session session = Session.seeded(7)) {
                Precision stored = Precision.valueOf(precision.toUpperCase(Locale.ROOT));
                Npy.write(file, DataSource.open(model, session.stream("patterns"), stored, arena));
            }
            assertEquals(hash, hash(file.toString(), precision, 3), "mapped, three threads, " + precision);
        }
    }

    private static String hash(String data, String precision, int threads) {
        try (Session session = new Session(7, threads, Progress.SILENT)) {
            return ResultJson.hash(Schema.of(ExcessEntropy.class).fill(Map.of("data", data, "precision", precision,
                    "times", "0.01,0.3,1.5", "draws", "40", "center", "off", "scale", "none")).run(session).result());
        }
    }
}
