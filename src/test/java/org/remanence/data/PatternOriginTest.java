package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.random.RandomStream;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.tensor.Precision;

class PatternOriginTest {
    private static final RandomStream STREAM = RandomStream.named(2, "patterns");

    @TempDir
    private Path folder;

    private static PatternOrigin sent(PatternOrigin origin) {
        MessageWriter out = new MessageWriter();
        origin.write(out);
        return PatternOrigin.read(new MessageReader(out.bytes()));
    }

    private static void assertOpens(PatternSet expected, PatternOrigin origin) {
        PatternSet opened = sent(origin).held();
        assertEquals(expected.rows(), opened.rows());
        assertEquals(expected.precision(), opened.precision());
        for (long row = 0; row < expected.rows(); row++) {
            assertArrayEquals(expected.row(row), opened.row(row));
        }
        assertSame(opened, sent(origin).held());
    }

    @Test
    void drawsAndTheEmbeddedSetOpenAsTheyWere() {
        for (String data : new String[] {"digits", "gaussian:d=3,n=7,sigma=2", "generated:sphere:d=4,n=5"}) {
            DataSource source = DataSource.parse(data);
            assertOpens(source.open(STREAM, Precision.FLOAT, Arena.ofAuto()), PatternOrigin.of(source, Preparation.NONE, STREAM, Precision.FLOAT));
        }
    }

    /// A table with a column of labels, and another working directory.
    @Test
    void filesOpenByTheirAbsolutePathAndArePreparedAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), "a,b,kind\n1,2,x\n3,5,y\n4,9,x\n");
        FileForm form = new FileForm("kind", FileForm.Header.YES, ",", "auto");
        Path relative = Path.of("").toAbsolutePath().relativize(file);
        DataSource source = DataSource.parse(relative.toString(), form);
        Preparation preparation = new Preparation(ValueScale.STANDARDIZE, true);
        PatternOrigin origin = PatternOrigin.of(source, preparation, STREAM, Precision.DOUBLE);
        assertTrue(Path.of(origin.data()).isAbsolute(), origin.data());
        PatternSet expected = preparation.apply(source.open(STREAM, Precision.DOUBLE, Arena.ofAuto()), Precision.DOUBLE, Arena.ofAuto());
        assertEquals(2, expected.columns());
        assertOpens(expected, origin);
    }

    @Test
    void onlyTheWholeSetKnowsItsOrigin() {
        DataSource source = DataSource.parse("gaussian:d=3,n=7");
        PatternOrigin origin = PatternOrigin.of(source, Preparation.NONE, STREAM, Precision.DOUBLE);
        PatternSet set = source.open(STREAM, Precision.DOUBLE, Arena.ofAuto());
        PatternSet marked = origin.mark(set);
        assertEquals(Optional.of(origin), PatternOrigin.of(marked));
        assertEquals(Optional.of(origin), PatternOrigin.of(marked.with(Labels.NONE)));
        assertEquals(Optional.empty(), PatternOrigin.of(set));
        assertEquals(Optional.empty(), PatternOrigin.of(PatternSet.of(marked.toMatrix(Arena.ofAuto()).slice(0, 3))));
        assertNotSame(marked, set);
    }
}
