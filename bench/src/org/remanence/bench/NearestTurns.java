package org.remanence.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.result.Npy;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Searches the nearest patterns once for each line on stdin and prints the seconds it took: `bench/faiss_nearest.py` runs it in turn
/// with another program. Arguments: patterns, states, k, threads, and where the rows found go.
public final class NearestTurns {
    private NearestTurns() { }

    /// Answers until stdin ends.
    public static void main(String[] args) throws IOException {
        try (Session session = new Session(1, Integer.parseInt(args[3]), Progress.SILENT); Arena arena = Arena.ofShared();
                var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            PatternSet patterns = DataSource.open(args[0], session.stream("patterns"), Precision.FLOAT, arena);
            Matrix states = DataSource.open(args[1], session.stream("states"), Precision.DOUBLE, arena).toMatrix(arena);
            int wanted = Integer.parseInt(args[2]);
            NearestPatterns search = new NearestPatterns(patterns, session);
            NearestTable found = null;
            while (lines.readLine() != null) {
                long start = System.nanoTime();
                found = search.of(states, wanted);
                System.out.println((System.nanoTime() - start) * 1e-9);
            }
            if (found != null) {
                Npy.write(Path.of(args[4]), found.pattern(), found.states(), wanted);
            }
        }
    }
}
