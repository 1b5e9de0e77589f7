package org.remanence.experiment.measure;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.data.PreparationMap;
import org.remanence.data.ValueRange;
import org.remanence.experiment.ReadsData;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.GivenPath;
import org.remanence.theory.AnisotropicGaussian;

/// The state that a question is asked at: `origin`, `datum` (a fresh draw from the law, no pattern of the set), `typical`
/// (such a draw with noise of variance τ_C, the collapse time), or a file with one row.
///
/// Draws and files are in the units of the data and go through the same preparation as the patterns.
/// @param text as the user wrote it
public record StateChoice(String text) implements ReadsData {
    /// What may be written, for help.
    public static final String HELP = """
            origin, datum (a fresh draw), typical (a fresh draw, noised to the collapse time), or a file with one row in the units of \
            the data, which is prepared as they are""";

    private static final Set<String> WORDS = Set.of("origin", "datum", "typical");

    /// The state beside patterns, `[d]`.
    /// @param choice that was opened
    /// @param patterns what it gave
    /// @param session whose streams `place` and `place noise` draw it
    /// @throws IllegalArgumentException if it asks for a draw from an unknown law, or a file does not hold one such row
    public double[] state(DataChoice choice, PatternSet patterns, Session session) {
        Optional<DataModel> law = choice.source() instanceof DataSource.Drawn drawn ? Optional.of(drawn.model()) : Optional.empty();
        return state(law, patterns.preparation(), patterns.columns(),
                () -> collapse(choice.spectrum(patterns).eigenvalues(), Math.log(patterns.rows())), session);
    }

    /// The state beside patterns of a law that nothing is done to, `[d]`.
    /// @param logPatterns log n
    /// @param session whose streams `place` and `place noise` draw it
    /// @throws IllegalArgumentException if a file does not hold one such row
    public double[] state(DataModel law, double logPatterns, Session session) {
        return state(Optional.of(law), PreparationMap.NONE, law.dimension(), () -> collapse(law.eigenvalues(), logPatterns), session);
    }

    private double[] state(Optional<DataModel> law, PreparationMap preparation, int dimension, DoubleSupplier collapse, Session session) {
        return switch (text) {
            case "origin" -> new double[dimension];
            case "datum" -> preparation.apply(draw(law, session));
            case "typical" -> noised(preparation.apply(draw(law, session)), Math.sqrt(collapse.getAsDouble()), session);
            default -> preparation.apply(read(dimension, session));
        };
    }

    @Override
    public Stream<DataSource> sources() {
        return WORDS.contains(text) || !Files.exists(GivenPath.of(text)) ? Stream.empty() : Stream.of(DataSource.parse(text));
    }

    private double[] draw(Optional<DataModel> model, Session session) {
        DataModel law = model.orElseThrow(() -> new BadInput("""
                at=%s draws from the law of the patterns, which is known for models alone: give origin, or a file with one row""", text));
        double[] state = new double[law.dimension()];
        law.fill(session.stream("place"), 0, 1, state, 0);
        return state;
    }

    private static double collapse(double[] eigenvalues, double logPatterns) {
        return new AnisotropicGaussian(eigenvalues).inverse(logPatterns);
    }

    private static double[] noised(double[] state, double sigma, Session session) {
        double[] noise = new double[state.length];
        session.stream("place noise").gaussians(0, 0, noise, 0, noise.length);
        for (int k = 0; k < noise.length; k++) {
            state[k] = Math.fma(sigma, noise[k], state[k]);
        }
        return state;
    }

    private double[] read(int dimension, Session session) {
        if (!Files.exists(GivenPath.of(text))) {
            throw new BadInput("at must be %s, got '%s'", HELP, text);
        }
        try (Arena arena = Arena.ofConfined()) {
            PatternSet rows = DataSource.open(text, session.stream("place"), Precision.DOUBLE, arena);
            Check.size("rows of " + text, rows.rows(), "states", 1);
            Check.size("columns of " + text, rows.columns(), "dimension of the patterns", dimension);
            session.notice(rows.reading(ValueRange.of(rows), List.of("prepared as the patterns")));
            return rows.row(0);
        }
    }
}
