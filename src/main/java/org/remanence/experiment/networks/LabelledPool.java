package org.remanence.experiment.networks;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.remanence.data.DataSource;
import org.remanence.data.Labels;
import org.remanence.data.PatternSet;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Patterns of some classes: those that are trained on, and all that tell the classes apart.
/// @param pool trained on
/// @param labelled all of these classes, the trained ones among them
record LabelledPool(PatternPool pool, PatternSet labelled) {
    /// Every class.
    static final String ALL = "all";
    /// Labelled patterns drawn beside those trained on, where a law is drawn from.
    private static final int BESIDE = 1000;

    /// Reads or draws the patterns, and prepares those of the classes alone.
    /// @param names of classes, separated by commas, or [#ALL]
    /// @param patterns to train on, 0 for all
    /// @param session streams `patterns` and `training set`
    /// @throws BadInput if there are no labels, a class is not known, or there are too few patterns
    static LabelledPool open(DataChoice choice, String names, int patterns, Session session) {
        DataSource source = PatternPool.source(choice, "patterns", patterns, BESIDE);
        UnaryOperator<PatternSet> some = set -> chosen(set, names);
        try (Arena memory = Arena.ofShared()) {
            PatternSet set = choice.open(source, some, session.stream("patterns"), Precision.DOUBLE, memory);
            PatternPool pool = PatternPool.of(set, names.equals(ALL) ? choice.law() : Optional.empty(), "patterns",
                    patterns, 0, session);
            return new LabelledPool(pool, new PatternSet(set.toMatrix(Arena.ofAuto()), set.classes(), set.about()));
        }
    }

    private static PatternSet chosen(PatternSet set, String names) {
        List<String> known = set.classes().names();
        List<String> asked = names.equals(ALL) ? known : Arrays.stream(names.split(",")).map(String::strip).distinct()
                .toList();
        if (known.size() < 2) {
            throw new BadInput("at least 2 classes are needed, and %s has %s: give data with labels", set.name(),
                    set.labelled() ? "1" : "no labels");
        }
        for (String each : asked) {
            if (!known.contains(each)) {
                throw new BadInput("classes must be some of %s, or %s, got %s", String.join(", ", known), ALL, each);
            }
        }
        if (asked.size() < 2) {
            throw new BadInput("classes must be at least 2 of %s, got %s", String.join(", ", known), names);
        }
        int[] rows = IntStream.range(0, Math.toIntExact(set.rows()))
                .filter(i -> asked.contains(known.get(set.label(i)))).toArray();
        Matrix chosen = Matrix.zeros(rows.length, set.columns());
        double[] row = new double[set.columns()];
        for (int i = 0; i < rows.length; i++) {
            set.copy(rows[i], 1, row, 0);
            chosen.setRow(i, row);
        }
        int[] codes = Arrays.stream(rows).map(i -> asked.indexOf(known.get(set.label(i)))).toArray();
        return new PatternSet(chosen, new Labels(asked, codes.length, i -> codes[Math.toIntExact(i)]), set.about());
    }
}
