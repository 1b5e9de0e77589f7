package org.remanence.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import org.remanence.text.Text;

/// What a figure shows, whoever renders it.
///
/// ```java
/// Figure.of("excess-entropy", "Memory condenses at t_C")
///       .x(Axis.linear("time t")).y(Axis.linear("normalized excess entropy f^e/α"))
///       .points("measured", curve).line("random-energy theory", theory).mark("t_C", collapse).build();
/// ```
/// @param name stem of the file names, for example `excess-entropy`
/// @param title what is seen, in a few words
/// @param caption what it means and how it was obtained
/// @param x horizontal axis, both ends given
/// @param y vertical axis, both ends given
/// @param layers what is drawn, the first at the bottom
/// @param notes what the reader must know about data that are not drawn
public record Figure(String name, String title, String caption, Axis x, Axis y, List<Layer> layers,
                     List<String> notes) {
    /// Refuses a name that is no file name, open axes and an empty drawing.
    public Figure {
        FileNames.check(name);
        if (!x.isBounded() || !y.isBounded()) {
            throw new IllegalArgumentException(Text.of("both axes of figure ‘%s’ must have two ends, got %s and %s", name, x, y));
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(Text.of("figure ‘%s’ must have something to draw, got no layer", name));
        }
        layers = List.copyOf(layers);
        notes = List.copyOf(notes);
    }

    /// Begins a figure.
    /// @param name stem of its file names: letters, digits, `-`, `_` and `.`
    /// @param title what is seen, in a few words
    public static Builder of(String name, String title) {
        return new Builder(name, title);
    }

    /// Layers of one kind, in the order drawn.
    <T extends Layer> List<T> layers(Class<T> kind) {
        return layers.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Collects what a figure shows.
    public static final class Builder {
        private final String name;
        private final String title;
        private String caption = "";
        private Axis x = Axis.linear("x");
        private Axis y = Axis.linear("y");
        private final List<Layer> layers = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        private Builder(String name, String title) {
            this.name = name;
            this.title = title;
        }

        /// What the figure means and how it was obtained.
        public Builder caption(String caption) {
            this.caption = caption;
            return this;
        }

        /// The horizontal axis; ends that are not given fit the data.
        public Builder x(Axis axis) {
            this.x = axis;
            return this;
        }

        /// The vertical axis; ends that are not given fit the data.
        public Builder y(Axis axis) {
            this.y = axis;
            return this;
        }

        /// Measured points with error bars.
        public Builder points(String label, Curve curve) {
            return add(Layer.Points.of(label, curve));
        }

        /// A theory line. With the label of a points layer it takes that layer's colour.
        public Builder line(String label, double[] x, double[] y) {
            return add(new Layer.Line(label, x, y));
        }

        /// A theory line through the means of an exact curve.
        public Builder line(String label, Curve curve) {
            return line(label, curve.x(), curve.mean());
        }

        /// The area between two curves.
        public Builder band(String label, double[] x, double[] low, double[] high) {
            return add(new Layer.Band(label, x, low, high));
        }

        /// A vertical mark at a position known exactly, such as a theory's.
        public Builder mark(String label, double at) {
            return add(new Layer.Mark(label, at, 0));
        }

        /// A vertical mark at a measured position, with a strip for its error.
        public Builder mark(String label, Estimate at) {
            return add(new Layer.Mark(label, at.mean(), at.stderr()));
        }

        /// A horizontal mark, such as a threshold.
        public Builder level(String label, double at) {
            return add(new Layer.Level(label, at));
        }

        /// Words inside the drawing, centred there, such as the name of a phase.
        public Builder inscription(String words, double x, double y) {
            return add(new Layer.Inscription(words, x, y));
        }

        /// The share of the samples in each bin, with binomial errors; a note tells of samples outside the bins.
        public Builder histogram(String label, Histogram counted) {
            if (counted.outside() > 0) {
                notes.add(Text.of("%d of %d samples of ‘%s’ lie outside the bins.", counted.outside(), counted.samples(), label));
            }
            return add(Layer.Histogram.of(label, counted));
        }

        /// Any layer, above those added before.
        public Builder add(Layer layer) {
            layers.add(layer);
            return this;
        }

        /// The figure. Points that have no place on the axes (not finite, or not positive on a log axis) are left out,
        /// and a note says so.
        /// @throws IllegalArgumentException if nothing is left to draw
        public Figure build() {
            List<String> notes = new ArrayList<>(this.notes);
            List<Layer> shown = new ArrayList<>();
            for (Layer layer : layers) {
                int[] kept = layer.shown(x, y);
                if (kept.length < layer.size()) {
                    notes.add(lost(layer, kept.length));
                }
                if (kept.length > 0) {
                    shown.add(layer.only(kept));
                }
            }
            if (shown.stream().allMatch(layer -> layer instanceof Layer.Mark || layer instanceof Layer.Level || layer instanceof Layer.Inscription)) {
                throw new IllegalArgumentException(Text.of("figure ‘%s’ must have data to draw: %s", name,
                        notes.isEmpty() ? "add points, a line or bars" : String.join(" ", notes)));
            }
            boolean bars = shown.stream().anyMatch(Layer.Histogram.class::isInstance) && y.scale() == AxisScale.LINEAR;
            return new Figure(name, title, caption, fitted(x, shown, Layer::xs),
                    fitted(bars ? y.startingAt(0) : y, shown, Layer::ys),
                    shown, notes);
        }

        private String lost(Layer layer, int kept) {
            boolean log = x.scale() == AxisScale.LOG || y.scale() == AxisScale.LOG;
            String why = log ? "not finite, or not positive on a log axis" : "not finite";
            return layer.size() == 1
                    ? Text.of("‘%s’ is not drawn: its position is %s.", layer.label(), why)
                    : Text.of("%d of %d points of ‘%s’ are not drawn: %s.", layer.size() - kept, layer.size(), layer.label(), why);
        }

        private static Axis fitted(Axis axis, List<Layer> layers, Function<Layer, DoubleStream> values) {
            var extent = layers.stream().flatMapToDouble(values).filter(axis::shows).summaryStatistics();
            return extent.getCount() == 0 ? axis.around(1, 1) : axis.around(extent.getMin(), extent.getMax());
        }
    }
}
