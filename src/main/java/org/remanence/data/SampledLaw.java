package org.remanence.data;

import java.math.BigDecimal;
import org.remanence.text.BadInput;

/// A model with a number of patterns that may lie beyond any store, such as `gaussian:d=64,n=1e30`.
/// @param text as the user wrote it
/// @param model the law
/// @param patterns n
public record SampledLaw(String text, DataModel model, double patterns) {
    private static final BigDecimal MOST = new BigDecimal("1e100");

    /// Understands the name of a model; nothing is stored anyway, so `generated:` before it changes nothing.
    /// @throws IllegalArgumentException if it is none, or n is not a whole number from 2 to 1e100
    public static SampledLaw parse(String text) {
        if (!text.matches("[a-z]+:.*")) {
            throw new BadInput("%s must be a model with its parameters, as in gaussian:d=64,n=1e30", text);
        }
        ModelText parsed = ModelText.parse(text.startsWith(ModelText.GENERATED) ? text.substring(ModelText.GENERATED.length()) : text);
        String n = parsed.values().getOrDefault("n", "");
        try {
            BigDecimal number = new BigDecimal(n);
            if (number.compareTo(BigDecimal.TWO) >= 0 && number.compareTo(MOST) <= 0 && number.stripTrailingZeros().scale() <= 0) {
                return new SampledLaw(text, parsed.model(), number.doubleValue());
            }
        } catch (NumberFormatException e) {
            throw new BadInput(e, "n must be a whole number from 2 to 1e100, got '%s' in %s", n, text);
        }
        throw new BadInput("n must be a whole number from 2 to 1e100, got %s in %s", n, text);
    }
}
