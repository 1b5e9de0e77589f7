package org.remanence.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.remanence.data.UniformScaling;
import org.remanence.process.DdpmSchedule;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What must be known about a network before its answers mean anything: a file beside it, or words inside it.
///
/// As JSON:
/// ```
/// {"prediction":"epsilon","time":"index","state":"vp","schedule":{"kind":"linear","steps":1000,"first":1e-4,"last":2e-2},
///  "layout":"nchw","shape":[1,28,28],"inputs":{"x":"sample","time":"timestep"},"shift":0.5,"factor":2.0,"range":[0.01,157]}
/// ```
/// @param meaning of its inputs and outputs
/// @param layout of its input
/// @param shape of one input, without the batch
/// @param inputs names of its inputs
/// @param shift its units are (datum − shift) · factor, with data as they come from their file; one number, or one a coordinate
/// @param factor see `shift`, > 0
/// @param range least and greatest standard deviation of the noise that it was trained on, in its own units
public record NetworkDescription(Parameterization meaning, Layout layout, List<Integer> shape, Inputs inputs, double[] shift,
        double factor,
        Range range) {
    /// The key of a description among the metadata of a network.
    public static final String KEY = "remanence";

    /// Order of the numbers of a batch.
    public enum Layout {
        /// `[B, d]`.
        FLAT,
        /// `[B, channels, height, width]`.
        NCHW
    }

    /// Names of the inputs; an empty one stands for the only input of its kind.
    /// @param x of the states
    /// @param time of the readings of the clock
    public record Inputs(String x, String time) {
        /// Known by their kind alone.
        public static final Inputs UNNAMED = new Inputs("", "");
    }

    /// Standard deviations of noise.
    /// @param least > 0
    /// @param greatest > least
    public record Range(double least, double greatest) {
        /// Refuses what is no range.
        public Range {
            Check.positive("the least σ of the range", least);
            Check.positive("the greatest σ of the range", greatest);
            if (!(greatest > least)) {
                throw new BadInput("the range must end above its beginning %s, got %s", least, greatest);
            }
        }

        /// The nearest level of this range.
        double clamp(double sigma) {
            return Math.clamp(sigma, least, greatest);
        }
    }

    /// Refuses shapes and shifts that do not fit.
    public NetworkDescription {
        shape = List.copyOf(shape);
        Check.positive("factor", factor);
        Check.atLeast("axes of the shape", 1, shape.size());
        shape.forEach(each -> Check.atLeast("lengths in the shape", 1, each));
        if (layout == Layout.NCHW && shape.size() != 3) {
            throw new BadInput("a network of layout nchw takes a shape of channels, height and width, got %s", shape);
        }
        int numbers = size(shape);
        if (shift.length != 1 && shift.length != numbers) {
            throw new BadInput("shift must be one number, or one for each of the %d coordinates of %s, got %d", numbers, shape,
                    shift.length);
        }
    }

    /// A network of our own: flat, trained over the whole of its schedule.
    /// @param units of the network, from those of the data
    public static NetworkDescription flat(Parameterization meaning, UniformScaling units) {
        return new NetworkDescription(meaning, Layout.FLAT, List.of(units.columns()), Inputs.UNNAMED, units.shift(),
                units.factor(),
                new Range(meaning.schedule().least(), meaning.schedule().greatest()));
    }

    /// Reads what is said about a network in several places.
    /// @param said JSON objects by the place where they stand, as a message names it; later ones replace single keys of earlier
    /// ones
    /// @throws BadInput if a key is unknown, missing, or its value makes no sense
    public static NetworkDescription read(Map<String, String> said) {
        return DescriptionText.read(said).description();
    }

    /// Numbers in an input.
    public int dimension() {
        return size(shape);
    }

    /// Units of the network, from those of the data as they come from their file.
    public UniformScaling units() {
        double[] whole = new double[dimension()];
        Arrays.setAll(whole, k -> shift[shift.length == 1 ? 0 : k]);
        return new UniformScaling(whole, factor);
    }

    /// The description as JSON, on one line.
    public String json() {
        ObjectNode out = JsonMapper.shared().createObjectNode();
        out.put("prediction", DescriptionText.word(meaning.prediction())).put("time", DescriptionText.word(meaning.time()))
                .put("state", DescriptionText.word(meaning.state()));
        write(meaning.schedule(), out.putObject("schedule"));
        out.put("layout", DescriptionText.word(layout));
        ArrayNode lengths = out.putArray("shape");
        shape.forEach(lengths::add);
        if (!inputs.equals(Inputs.UNNAMED)) {
            out.putObject("inputs").put("x", inputs.x).put("time", inputs.time);
        }
        out.put("sigma_data", meaning.sigmaData());
        if (shift.length == 1) {
            out.put("shift", shift[0]);
        } else {
            ArrayNode shifts = out.putArray("shift");
            Arrays.stream(shift).forEach(shifts::add);
        }
        out.put("factor", factor).putArray("range").add(range.least).add(range.greatest);
        return JsonMapper.shared().writeValueAsString(out);
    }

    private static void write(NoiseSchedule schedule, ObjectNode out) {
        switch (schedule) {
            case NoiseSchedule.Steps(DdpmSchedule steps) -> {
                out.put("kind", DescriptionText.word(steps.kind())).put("steps", steps.steps());
                if (steps.kind() != DdpmSchedule.Kind.COSINE) {
                    out.put("first", steps.firstBeta()).put("last", steps.lastBeta());
                }
            }
            case NoiseSchedule.Geometric(var clock) -> out.put("kind", "geometric").put("least", clock.least()).put("greatest",
                    clock.greatest());
            case NoiseSchedule.Times(double least, double greatest) -> out.put("kind", "times").put("least",
                    least).put("greatest", greatest);
        }
    }

    private static int size(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
