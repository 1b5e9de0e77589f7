package org.remanence.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.data.UniformScaling;
import org.remanence.experiment.model.Sampling;
import org.remanence.linalg.FloatMatrix;
import org.remanence.network.DescriptionFit;
import org.remanence.network.NetworkFunction;
import org.remanence.network.TrainedNetwork;
import org.remanence.network.TrainedNetworks;
import org.remanence.network.TrainedScore;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Npy;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// Networks made by `src/onnx/test/make_networks.py`: they know their law, mean 0.4, −0.3, 0, 0.1 and variance 0.7 in their own
/// units.
final class OnnxNetworkTest {
    private static final double[] MEAN = {0.4, -0.3, 0, 0.1};
    private static final double VARIANCE = 0.7;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        for (String name : new String[] {"ddpm.onnx", "ddpm.onnx.json", "edm.onnx", "velocity.onnx", "score.onnx",
                "residual.onnx",
            "residual.safetensors"}) {
            try (InputStream in = OnnxNetworkTest.class.getResourceAsStream(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    private static TrainedNetwork open(String name, String description) {
        return TrainedNetworks.open(folder.resolve(name), description);
    }

    /// The score of the law in the units of the file, at levels of the schedule: an integer clock is off by up to half an index,
    /// 0.4 % of σ
    /// where it matters, other clocks by floats.
    @ParameterizedTest
    @CsvSource({"ddpm.onnx, 0.0043", "edm.onnx, 2e-5", "velocity.onnx, 2e-5", "score.onnx, 2e-5"})
    void scoreIsThatOfTheLaw(String name, double limit) {
        for (Diffusion process : new Diffusion[] {new OrnsteinUhlenbeck(), new VarianceExploding()}) {
            try (Session session = Session.seeded(1); TrainedNetwork network = open(name, "{}");
                    var score = new TrainedScore(network, UniformScaling.none(4), process, session)) {
                UniformScaling units = network.description().units();
                for (double sigma : new double[] {0.05, 0.4, 3}) {
                    double time = process.timeAt(sigma * sigma);
                    double s = process.scale(time);
                    double width = s * s * VARIANCE / Math.pow(units.factor(), 2) + process.variance(time);
                    Matrix states = Matrix.zeros(200, 4);
                    for (int b = 0; b < 200; b++) {
                        states.setRow(b, new double[] {s * (1 + b / 100.0), -s, 0, b / 200.0});
                    }
                    Matrix found = Matrix.zeros(200, 4);
                    score.score(states, time, found);
                    for (int b = 0; b < 200; b++) {
                        for (int k = 0; k < 4; k++) {
                            double mean = MEAN[k] / units.factor() + units.shift()[k];
                            double expected = (s * mean - states.get(b, k)) / width;
                            double size = (1 + Math.abs(expected)) / Math.min(1, process.variance(time));
                            assertEquals(expected, found.get(b, k), limit * size, name + " at " + sigma);
                        }
                    }
                }
            }
        }
    }

    /// A network that was trained here, exported by PyTorch: the same answers up to floats, the same Jacobian up to differences.
    @Test
    void exportedNetworkIsTheOneThatWasTrained() {
        try (Session session = Session.seeded(1); TrainedNetwork ours = open("residual.safetensors", "{}");
                TrainedNetwork theirs = open("residual.onnx", "{}");
                NetworkFunction own = ours.function();
                NetworkFunction foreign = theirs.function()) {
            float[] values = new float[300 * 4];
            session.stream("states").gaussianRows(0, 300, 4, values, 0, 4);
            FloatMatrix inputs = FloatMatrix.of(values, 300, 4);
            float[] first = new float[1200];
            float[] second = new float[1200];
            for (double reading : new double[] {0, 0.3, 0.99}) {
                FloatMatrix into = FloatMatrix.of(new float[1200], 300, 4);
                own.apply(inputs, reading, into);
                into.copy(0, 300, first, 0);
                foreign.apply(inputs, reading, into);
                into.copy(0, 300, second, 0);
                assertArrayEquals(first, second, 5e-6f);
                foreign.apply(inputs, reading, into);
                float[] again = new float[1200];
                into.copy(0, 300, again, 0);
                assertArrayEquals(second, again);
            }
            try (var exact = new TrainedScore(ours, UniformScaling.none(4), new OrnsteinUhlenbeck(), session);
                    var differences = new TrainedScore(theirs, UniformScaling.none(4), new OrnsteinUhlenbeck(), session)) {
                Matrix known = exact.jacobian(new double[] {0.1, -0.4, 1, 0}, 0.5);
                Matrix taken = differences.jacobian(new double[] {0.1, -0.4, 1, 0}, 0.5);
                for (int i = 0; i < 4; i++) {
                    assertArrayEquals(known.row(i), taken.row(i), 2e-2);
                }
            }
        }
    }

    /// Draws of the law in the units of the file that the network was trained on.
    private static Matrix data(Session session) {
        Matrix data = Matrix.zeros(300, 4);
        for (int b = 0; b < 300; b++) {
            double[] row = new double[4];
            session.stream("data").gaussians(b, 0, row, 0, 4);
            for (int k = 0; k < 4; k++) {
                row[k] = (MEAN[k] + Math.sqrt(VARIANCE) * row[k]) / 2 + 0.5;
            }
            data.setRow(b, row);
        }
        return data;
    }

    /// Only the right description tells noise: wrong predictions, clocks and units are told by their loss.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            {"prediction":"sample"}
            {"prediction":"score"}
            {"prediction":"flow","state":"vp"}
            {"shift":-7}
            {"factor":0.05}
            {"state":"ve"}
            """)
    void wrongDescriptionsGiveThemselvesAway(String wrong) {
        try (Session session = Session.seeded(1)) {
            Matrix data = data(session);
            try (TrainedNetwork network = open("ddpm.onnx", "{}")) {
                DescriptionFit.require(network, data, UniformScaling.none(4), session.stream("noise"), "ddpm.onnx");
            }
            try (TrainedNetwork network = open("ddpm.onnx", wrong)) {
                String sentence = assertThrows(BadInput.class,
                        () -> DescriptionFit.require(network, data, UniformScaling.none(4), session.stream("noise"),
                                "ddpm.onnx")).getMessage();
                assertTrue(sentence.startsWith("the description of ddpm.onnx does not fit these data: at noise "), sentence);
            }
        }
    }

    @Test
    void samplesFollowTheNetwork() {
        Path file = folder.resolve("data.npy");
        try (Session session = Session.seeded(3)) {
            Npy.write(file, data(session));
        }
        Map<String, String> question = Map.of("data", file.toString(), "count", "500", "steps", "20", "score",
                folder.resolve("ddpm.onnx").toString());
        Matrix samples = ask(Sampling.class, question, 1, 2).result().samples();
        for (int k = 0; k < 4; k++) {
            double mean = 0;
            for (int b = 0; b < 500; b++) {
                mean += samples.get(b, k) / 500;
            }
            assertEquals(MEAN[k] / 2 + 0.5, mean, 4 * Math.sqrt(VARIANCE / 4 / 500) + 0.01);
        }
        assertRefused(Sampling.class, Map.of("data", "gaussian:d=4,n=500,sigma=40", "count", "5", "score",
                folder.resolve("ddpm.onnx").toString()),
                "does not fit these data");
    }

    @Test
    void modelsThatDoNotFitAreRefused() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "no protocol buffer");
        refused(() -> TrainedNetworks.open(broken, "{}"), "is no network that ONNX Runtime can read");
        refused(() -> open("edm.onnx", "{\"shape\":[5]}"), "its description says [5] of layout flat");
        refused(() -> open("edm.onnx", "{\"layout\":\"nchw\"}"), "channels, height and width");
        refused(() -> open("edm.onnx", "{\"inputs\":{\"x\":\"sample\"}}"), "has no input sample: it has t [?] and x [?, 4]");
        refused(() -> open("edm.onnx", "{\"time\":\"hours\"}"), "time must be one of index");
    }

    private static void refused(Runnable open, String why) {
        String sentence = assertThrows(BadInput.class, open::run).getMessage();
        assertTrue(sentence.contains(why), sentence);
    }

    /// Nothing is written where a user keeps things; what the library unpacks goes to the folder for temporary files.
    @Test
    void nothingAppearsAtHome() {
        assertFalse(Files.exists(Path.of(System.getProperty("user.home"), ".cache", "Microsoft")));
        assertFalse(Files.exists(Path.of(System.getProperty("user.home"), ".onnxruntime")));
    }
}
