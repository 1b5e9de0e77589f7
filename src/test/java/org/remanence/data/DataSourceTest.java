package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;

@Tag("locale")
class DataSourceTest {
    private static final RandomStream STREAM = RandomStream.named(5, "data");

    @TempDir
    private Path folder;

    private static PatternSet open(String text) {
        return DataSource.open(text, STREAM, Precision.DOUBLE, Arena.ofAuto());
    }

    private static DataModel model(String text) {
        return assertInstanceOf(DataSource.Drawn.class, DataSource.parse(text)).model();
    }

    @Test
    void opensTheEmbeddedDigits() {
        assertEquals(1797, open("digits").rows());
        assertEquals("digits", open("digits").name());
    }

    @Test
    void readsEveryFamilyOfModels() {
        assertEquals(new Sphere(9, 3), model("sphere:d=9,n=10"));
        assertEquals(new Sphere(9, 0.5), model("sphere:d=9,n=10,radius=0.5"));
        assertEquals(new Rademacher(3), model("rademacher:n=10,d=3"));
        GaussianModel gaussian = (GaussianModel) model("gaussian:d=4,n=2,sigma=3");
        assertEquals(9, gaussian.covariance().ambient());
        GaussianMixture mixture = (GaussianMixture) model("mixture:d=2,n=20,mu=0.5,sigma=2");
        assertArrayEquals(new double[] {0.5, 0.5}, mixture.components().getFirst().mean());
        assertEquals(4, mixture.components().get(1).covariance().ambient());
        assertEquals(1, ((GaussianMixture) model("mixture:d=2,n=20")).components().getFirst().mean()[0]);
        LinearManifold manifold = (LinearManifold) model("manifold:d=30,n=1000,variance=1x2+0.3x5+2e-1");
        assertArrayEquals(new double[] {1, 1, 0.3, 0.3, 0.3, 0.3, 0.3, 0.2}, manifold.covariance().variances());
        LinearManifold deviations = (LinearManifold) model("manifold:d=30,n=1000,sd=1x2+0.5x5+0.25x23");
        assertArrayEquals(new double[] {1, 1, 0.25, 0.25}, Arrays.copyOf(deviations.covariance().variances(), 4));
        assertEquals(0.0625, deviations.covariance().variances()[29], "everywhere");
        LinearManifold turned = (LinearManifold) model("manifold:d=3,n=10,variance=1,rotate=4");
        assertTrue(Math.abs(turned.covariance().directions().get(0, 0)) < 1);
        assertEquals(new HiddenManifold(100, DoubleStream.generate(() -> 1).limit(40).toArray(), Nonlinearity.TANH, 1),
                model("hidden:d=100,m=40,n=1e3"));
        assertEquals(new HiddenManifold(9, new double[] {1, 1, 0.3}, Nonlinearity.RELU, 7),
                model("hidden:d=9,n=10,m=3,variance=1x2+0.3,nonlinearity=relu,factors=7"));
        assertEquals(model("hidden:d=9,n=10,m=3,variance=1x2+0.3"), model("hidden:d=9,n=10,variance=1x2+0.3"));
    }

    @Test
    void countsInAnyNotation() {
        PatternSet set = open("generated:gaussian:d=3,n=1e9");
        assertEquals(1_000_000_000L, set.rows());
        assertEquals("generated:gaussian:d=3,n=1e9", set.provenance());
        assertEquals(2_500, open("gaussian:d=3,n=2.5e3").rows());
    }

    @Test
    void proposesToGenerateWhatDoesNotFitIntoMemory() {
        var refused = assertThrows(IllegalArgumentException.class, () -> open("gaussian:d=40,n=1e12"));
        assertTrue(refused.getMessage().startsWith("the patterns of gaussian:d=40,n=1e12 in double precision need 298023.2 GiB of memory, but "),
                refused.getMessage());
        assertTrue(refused.getMessage().endsWith("write generated:gaussian:d=40,n=1e12, computed whenever they are read and never stored"),
                refused.getMessage());
    }

    @Test
    void generatesWhatItWouldStore() {
        String text = "mixture:d=5,n=100,mu=0.3";
        double[][] stored = open(text).toMatrix(Arena.ofAuto()).toArray();
        assertArrayEquals(stored, open("generated:" + text).toMatrix(Arena.ofAuto()).toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "digit | did you mean digits?",
        "nowhere.npy | there is no file nowhere.npy",
        "nowhere.npz:x | nowhere.npz does not exist",
        "gausian:d=3,n=4 | there is no model gausian: did you mean gaussian?",
        "generated:digits | must name a model",
        "generated:mixtur:d=3,n=4 | did you mean mixture?",
        "mixture:d=3,n=4,my=2 | mixture has no parameter my: did you mean mu?",
        "gaussian:d=3 | gaussian needs n",
        "gaussian:n=3 | gaussian needs d",
        "gaussian: | must be a key and a value",
        "gaussian:d=3,n | must be a key and a value",
        "gaussian:d=3,d=3,n=1 | d is given twice",
        "gaussian:d=2.5,n=1 | d must be a whole number",
        "gaussian:d=1e9,n=1 | d must be a whole number from 1 to 16777216, got 1e9",
        "gaussian:d=3,n=0 | n must be a whole number from 1",
        "gaussian:d=3,n=-4 | n must be a whole number from 1",
        "gaussian:d=3,n=1e999999999 | n must be a whole number from 1",
        "gaussian:d=3,n=many | n must be a whole number from 1",
        "gaussian:d=3,n=4,sigma=-1 | sigma must be ≥ 0 and finite, got -1.0",
        "gaussian:d=3,n=4,sigma=nan | sigma must be a number, got nan",
        "sphere:d=3,n=4,radius=0 | radius must be positive",
        "manifold:d=3,n=4 | manifold needs variance",
        "manifold:d=3,n=4,variance=1,sd=1 | takes variance or sd, got both",
        "manifold:d=3,n=4,sd=1x4 | sd=1x4 must name at most d = 3 directions",
        "manifold:d=3,n=4,variance=1x4 | at most d = 3 directions",
        "manifold:d=3,n=4,variance=1x2+ | variance must read like",
        "manifold:d=3,n=4,variance=x2 | variance must read like",
        "manifold:d=3,n=4,variance=1y2 | variance must read like",
        "manifold:d=3,n=4,variance=1..2 | variance must be a number",
        "hidden:d=3,n=4 | hidden needs m",
        "hidden:d=3,n=4,m=0 | m must be a whole number from 1",
        "hidden:d=3,n=4,m=2,variance=1x3 | variance=1x3 must name at most m = 2 directions",
        "hidden:d=3,n=4,m=2,variance=1 | hidden must give each of m = 2 latent numbers a variance, got 1",
        "hidden:d=3,n=4,m=2,nonlinearity=sin | nonlinearity must be one of identity, relu, sign, erf, tanh, got sin",
        "hidden:d=1e7,n=4,m=1e3 | must have at most 2^28 entries, got 10000000 × 1000",
        "gaussian:d=1e6,n=1e9 | of memory, but"
    })
    void saysWhatIsWrongAndWhatWasMeant(String text, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> open(text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty.npy", "empty.csv", "empty.bin"})
    void rejectsEmptyFiles(String name) throws Exception {
        Path file = Files.write(folder.resolve(name), new byte[0]);
        assertEquals(file + " is empty: no patterns can be read from it",
                assertThrows(IllegalArgumentException.class, () -> open(file.toString())).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x.npy | does not begin as a .npy file does", "x.npz | is damaged",
            "x.idx | does not begin as an IDX file",
        "x.bin | must be a finite number, got '\u0089HDF'", "x.csv | must be a finite number, got '\u0089HDF'"})
    void rejectsFilesThatAreNotWhatTheyAreCalled(String name, String message) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "1,2\nx\u0089HDF,1\n".replace("x\u0089", "\u0089"));
        var e = assertThrows(IllegalArgumentException.class, () -> open(file.toString()));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void recognisesFilesByTheirFirstBytes() throws Exception {
        Path hdf = Files.write(folder.resolve("x.h5"), new byte[] {(byte) 0x89, 'H', 'D', 'F', 1, 2, 3, 4});
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(hdf.toString())).getMessage()
                .contains("HDF5"));
        Path png = Files.write(folder.resolve("x.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3, 4});
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open(png.toString())).getMessage()
                .contains("folder"));
    }
}
