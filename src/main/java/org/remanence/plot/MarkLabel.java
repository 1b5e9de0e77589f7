package org.remanence.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where the label of a vertical mark stands, so that labels of close marks stay apart.
/// @param mark whose label
/// @param side on which side of its line
/// @param line how many lines below the top
record MarkLabel(Layer.Mark mark, Side side, int line) {
    /// Height of a line in pixels.
    static final int LINE_HEIGHT = 17;
    private static final int LINES = 4;
    /// Room a label needs, as a fraction of the axis.
    private static final double ROOM = 0.22;

    /// Left or right of the line.
    enum Side { LEFT, RIGHT }

    /// One label a mark, from left to right.
    static List<MarkLabel> of(Figure figure) {
        List<Layer.Mark> marks = figure.layers(Layer.Mark.class).stream()
                .sorted(Comparator.comparingDouble(Layer.Mark::at)).toList();
        List<MarkLabel> labels = new ArrayList<>();
        double[] taken = new double[LINES];
        for (int i = 0; i < marks.size(); i++) {
            double at = figure.x().fraction(marks.get(i).at());
            double next = i + 1 < marks.size() ? figure.x().fraction(marks.get(i + 1).at()) : 1;
            Side side = next - at < ROOM && at - ROOM >= taken[0] || at > 1 - ROOM ? Side.LEFT : Side.RIGHT;
            double start = side == Side.LEFT ? at - ROOM : at;
            int line = IntStream.range(0, LINES).filter(k -> taken[k] <= start).findFirst().orElse(LINES - 1);
            taken[line] = start + ROOM;
            labels.add(new MarkLabel(marks.get(i), side, line));
        }
        return labels;
    }
}
