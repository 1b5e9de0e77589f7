package org.remanence.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.remanence.random.RandomStream;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;

/// A model as it is written on the command line: `family:key=value,key=value`.
/// @param family before the colon
/// @param values by key
record ModelText(String family, Map<String, String> values) {
    private static final long MOST_DIMENSIONS = 1 << 24;
    private static final long MOST_CLUSTERS = 1 << 16;
    private static final long MOST_PATTERNS = 1L << 53;
    private static final Pattern TERM = Pattern.compile("([0-9.]+(?:[eE][+-]?[0-9]+)?)(?:x([0-9]{1,9}))?(?:\\+|$)");

    /// Before a model whose patterns are made when they are needed.
    static final String GENERATED = "generated:";
    /// Every family with its keys; `d` is required, and `n` where patterns are drawn.
    static final Map<String, List<String>> FAMILIES = Map.of(
            "mixture", List.of("d", "n", "k", "mu", "sigma"),
            "gaussian", List.of("d", "n", "sigma"),
            "manifold", List.of("d", "n", "variance", "sd", "rotate"),
            "hidden", List.of("d", "n", "m", "variance", "sd", "nonlinearity", "factors"),
            "sphere", List.of("d", "n", "radius"),
            "rademacher", List.of("d", "n"));

    private static String meant(String typed, Collection<String> known) {
        return EditDistance.nearest(typed, known).map(word -> Text.of("did you mean %s? ", word)).orElse("");
    }

    /// @throws IllegalArgumentException if family or keys are unknown, or a part is no `key=value`
    static ModelText parse(String text) {
        int colon = text.indexOf(':');
        String family = text.substring(0, colon);
        List<String> keys = FAMILIES.get(family);
        if (keys == null) {
            throw new BadInput("there is no model %s: %sthere are %s", family, meant(family, FAMILIES.keySet()),
                    String.join(", ", FAMILIES.keySet()));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.substring(colon + 1).split(",")) {
            String[] sides = part.strip().split("=", 2);
            if (sides.length < 2 || sides[1].isBlank()) {
                throw new BadInput("'%s' in %s must be a key and a value, as in d=64", part, text);
            }
            if (!keys.contains(sides[0])) {
                throw new BadInput("%s has no parameter %s: %sit has %s", family, sides[0], meant(sides[0], keys), String.join(", ", keys));
            }
            if (values.put(sides[0], sides[1].strip()) != null) {
                throw new BadInput("%s is given twice in %s", sides[0], text);
            }
        }
        return new ModelText(family, values);
    }

    /// Number of patterns, n; 0 where only the law is named.
    long patterns() {
        return values.containsKey("n") ? whole("n", MOST_PATTERNS) : 0;
    }

    /// The law itself.
    DataModel model() {
        int d = (int) whole("d", MOST_DIMENSIONS);
        return switch (family) {
            case "mixture" -> mixture(d);
            case "gaussian" -> GaussianModel.isotropic(d, number("sigma", 1));
            case "manifold" -> manifold(d);
            case "hidden" -> hidden(d);
            case "sphere" -> new Sphere(d, number("radius", Math.sqrt(d)));
            case "rademacher" -> new Rademacher(d);
            default -> throw new IllegalStateException(family);
        };
    }

    private GaussianMixture mixture(int dimension) {
        int clusters = values.containsKey("k") ? (int) exact("k", 2, MOST_CLUSTERS) : 2;
        if (values.containsKey("n") && clusters > patterns()) {
            throw new BadInput("k must be at most n = %d, got %d clusters", patterns(), clusters);
        }
        return GaussianMixture.clusters(clusters, dimension, number("mu", 1), number("sigma", 1));
    }

    private LinearManifold manifold(int dimension) {
        double[] variances = variances(dimension, "d");
        if (!values.containsKey("rotate")) {
            return LinearManifold.onAxes(dimension, variances);
        }
        return LinearManifold.rotated(RandomStream.named(exact("rotate", Long.MIN_VALUE, Long.MAX_VALUE), "directions"),
                dimension, variances);
    }

    /// `m` latent numbers of variance 1, or as many as the variances name.
    private HiddenManifold hidden(int dimension) {
        boolean counted = values.containsKey("m");
        int latent = counted ? (int) whole("m", MOST_DIMENSIONS) : (int) MOST_DIMENSIONS;
        double[] variances;
        if (values.containsKey("variance") || values.containsKey("sd")) {
            variances = variances(latent, "m");
            if (counted && variances.length < latent) {
                throw new BadInput("hidden must give each of m = %d latent numbers a variance, got %d", latent, variances.length);
            }
        } else {
            variances = new double[(int) whole("m", MOST_DIMENSIONS)];
            Arrays.fill(variances, 1);
        }
        long seed = values.containsKey("factors") ? exact("factors", Long.MIN_VALUE, Long.MAX_VALUE) : 1;
        return new HiddenManifold(dimension, variances, Nonlinearity.named(values.getOrDefault("nonlinearity", "tanh")), seed);
    }

    /// The variances, given as such or by standard deviations.
    private double[] variances(int most, String bound) {
        if (!values.containsKey("sd")) {
            return directions("variance", required("variance"), most, bound);
        }
        if (values.containsKey("variance")) {
            throw new BadInput("%s takes variance or sd, got both: %s and %s", family, values.get("variance"), values.get("sd"));
        }
        return Arrays.stream(directions("sd", values.get("sd"), most, bound)).map(sigma -> sigma * sigma).toArray();
    }

    /// `1x2+0.3x5` is two directions of 1 and five of 0.3.
    private double[] directions(String key, String text, int most, String bound) {
        List<Double> list = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        int at = 0;
        while (at < text.length() && term.find(at) && term.start() == at) {
            double value = number(key, term.group(1));
            int count = term.group(2) == null ? 1 : Integer.parseInt(term.group(2));
            if (count > most - list.size()) {
                throw new BadInput("%s=%s must name at most %s = %d directions", key, text, bound, most);
            }
            for (int i = 0; i < count; i++) {
                list.add(value);
            }
            at = term.end();
        }
        if (at < text.length() || text.endsWith("+")) {
            throw new BadInput("%s must read like 1x2+0.3x5 (two directions of %s 1, five of 0.3), got %s", key, key, text);
        }
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private String required(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new BadInput("%s needs %s: it takes %s", family, key, String.join(", ", FAMILIES.get(family)));
        }
        return value;
    }

    private double number(String key, double otherwise) {
        return values.containsKey(key) ? number(key, values.get(key)) : otherwise;
    }

    private double number(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new BadInput(e, "%s must be a number, got %s", key, value);
        }
    }

    private long whole(String key, long most) {
        return exact(key, 1, most);
    }

    /// A whole number in any notation, such as `1e9`.
    private long exact(String key, long least, long most) {
        String value = required(key);
        try {
            long whole = WholeNumber.parse(value);
            if (whole >= least && whole <= most) {
                return whole;
            }
        } catch (NumberFormatException e) {
            throw new BadInput(e, "%s must be a whole number from %d to %d, got %s", key, least, most, value);
        }
        throw new BadInput("%s must be a whole number from %d to %d, got %s", key, least, most, value);
    }
}
