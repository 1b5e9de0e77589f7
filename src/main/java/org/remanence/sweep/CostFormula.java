package org.remanence.sweep;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run takes, from the sentence in which its experiment states its cost: `times · draws · patterns · dimension ·
/// 4 flops; the default takes 2 s`. The product, taken at two questions, says how they compare; the default gives the
/// unit.
///
/// Sentences with quantities that no parameter names say nothing here.
final class CostFormula {
    private static final Pattern DEFAULT =
            Pattern.compile("default takes (?:about )?(\\d+(?:\\.\\d+)?|an?|half an?) (s|min|minutes?|hours?)\\b");
    private static final Pattern WORDS_AFTER =
            Pattern.compile("\\s*\\b(flops|operations|numbers|multiplications)\\b.*");
    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z]\\w*|\\d+(?:\\.\\d+)?(?:e\\d+)?|[()·+/²³−-])");

    private final Deque<String> tokens = new ArrayDeque<>();
    private final Function<String, OptionalDouble> quantity;

    private CostFormula(String formula, Function<String, OptionalDouble> quantity) {
        this.quantity = quantity;
        Matcher token = TOKEN.matcher(formula.strip());
        while (token.regionStart() < token.regionEnd()) {
            if (!token.lookingAt()) {
                throw new Unknown();
            }
            tokens.add(token.group(1));
            token.region(token.end(), token.regionEnd());
        }
    }

    /// A formula that cannot be evaluated.
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Seconds on a machine like the author's.
    /// @param cost the sentence
    /// @param standard parameters of the default, as JSON shows them
    /// @param asked those of the question
    static OptionalDouble seconds(String cost, Map<String, Object> standard, Map<String, Object> asked) {
        OptionalDouble ratio = ratio(cost, standard, asked);
        Matcher stated = DEFAULT.matcher(cost);
        return ratio.isPresent() && stated.find()
                ? OptionalDouble.of(ratio.getAsDouble() * number(stated.group(1)) * unit(stated.group(2)))
                : OptionalDouble.empty();
    }

    private static OptionalDouble ratio(String cost, Map<String, Object> standard, Map<String, Object> asked) {
        OptionalDouble whole = value(cost, standard);
        OptionalDouble part = value(cost, asked);
        return whole.isPresent() && part.isPresent() && whole.getAsDouble() > 0
                ? OptionalDouble.of(part.getAsDouble() / whole.getAsDouble())
                : OptionalDouble.empty();
    }

    /// The product at one question.
    static OptionalDouble value(String cost, Map<String, Object> parameters) {
        String formula = WORDS_AFTER.matcher(cost.split("[;:,]", 2)[0]).replaceFirst("");
        try {
            return OptionalDouble.of(new CostFormula(formula, name -> quantity(name, parameters)).whole());
        } catch (Unknown _) {
            return OptionalDouble.empty();
        }
    }

    private static double number(String text) {
        return text.startsWith("half") ? 0.5 : text.startsWith("a") ? 1 : Double.parseDouble(text);
    }

    private static double unit(String text) {
        return text.equals("s") ? 1 : text.startsWith("min") ? 60 : 3600;
    }

    private static OptionalDouble quantity(String name, Map<String, Object> parameters) {
        return switch (parameters.get(name)) {
            case Number number -> OptionalDouble.of(number.doubleValue());
            case double[] points -> OptionalDouble.of(points.length);
            case null -> ofData(name, parameters);
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble ofData(String name, Map<String, Object> parameters) {
        String data = String.valueOf(parameters.get("data"));
        boolean embedded = data.equals("digits");
        return switch (name) {
            case "patterns", "n" -> embedded ? OptionalDouble.of(1797) : setting(data, "n");
            case "dimension", "d" -> embedded ? OptionalDouble.of(64) : setting(data, "d");
            default -> OptionalDouble.empty();
        };
    }

    private static OptionalDouble setting(String data, String key) {
        Matcher found = Pattern.compile("[:,]" + key + "=(\\d+(?:\\.\\d+)?(?:e\\d+)?)(?:,|$)").matcher(data);
        return found.find() ? OptionalDouble.of(Double.parseDouble(found.group(1))) : OptionalDouble.empty();
    }

    private double whole() {
        double value = sum();
        if (!tokens.isEmpty()) {
            throw new Unknown();
        }
        return value;
    }

    private double sum() {
        double value = product();
        while (startsWith("+−-")) {
            int sign = tokens.pop().equals("+") ? 1 : -1;
            value += sign * product();
        }
        return value;
    }

    /// Factors stand beside each other, with or without a point.
    private double product() {
        double value = power();
        while (!tokens.isEmpty() && !startsWith(")+−-")) {
            boolean divides = startsWith("/");
            if (startsWith("·/")) {
                tokens.pop();
            }
            value = divides ? value / power() : value * power();
        }
        return value;
    }

    private double power() {
        double base = factor();
        return startsWith("²³") ? Math.pow(base, tokens.pop().equals("²") ? 2 : 3) : base;
    }

    private double factor() {
        String token = Optional.ofNullable(tokens.poll()).orElseThrow(Unknown::new);
        if (token.equals("(")) {
            double value = sum();
            if (!startsWith(")")) {
                throw new Unknown();
            }
            tokens.pop();
            return value;
        }
        return Character.isDigit(token.charAt(0)) ? Double.parseDouble(token) : quantity.apply(token)
                .orElseThrow(Unknown::new);
    }

    private boolean startsWith(String any) {
        return !tokens.isEmpty() && any.contains(tokens.peek());
    }
}
