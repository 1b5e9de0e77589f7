package org.remanence.experiment;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.remanence.data.WholeNumber;
import org.remanence.process.Diffusion;
import org.remanence.sampler.Scheme;
import org.remanence.text.BadInput;

/// How values of one type are written on the command line and in JSON.
/// @param syntax what may be written, for the help
/// @param read from the parameter's name, for messages, and the text
/// @param plain to what JSON shows: a number, a text, or an array of numbers
record ParameterType(String syntax, BiFunction<String, String, Object> read, Function<Object, Object> plain) {
    /// The kind of that type.
    /// @throws IllegalArgumentException for a type that no parameter can have
    static ParameterType of(Class<?> type) {
        if (type == long.class) {
            return number("integer", "a whole number", WholeNumber::parse);
        } else if (type == int.class) {
            return number("integer", "a whole number below 2^31", ParameterType::whole);
        } else if (type == double.class) {
            return number("number", "a number", Double::valueOf);
        } else if (type == String.class) {
            return new ParameterType("text", (_, text) -> text, Function.identity());
        } else if (type == AxisValues.class) {
            return new ParameterType("a,b,c | start:stop:step | log:start:stop:count", AxisValues::parse, points -> ((AxisValues) points).values());
        } else if (type == Diffusion.class) {
            return new ParameterType("ou | ve", (_, text) -> Diffusion.named(text), process -> ((Diffusion) process).name());
        } else if (type == Scheme.class) {
            return new ParameterType(Arrays.stream(Scheme.values()).map(Scheme::word).collect(Collectors.joining(" | ")),
                    (_, text) -> Scheme.named(text), scheme -> ((Scheme) scheme).word());
        } else if (type.isEnum()) {
            return choice((Enum<?>[]) type.getEnumConstants());
        }
        throw new IllegalArgumentException("a parameter cannot be of type " + type.getName());
    }

    private static int whole(String text) {
        long number = WholeNumber.parse(text);
        if (number != (int) number) {
            throw new NumberFormatException(text);
        }
        return (int) number;
    }

    private static ParameterType number(String syntax, String what, Function<String, Object> read) {
        return new ParameterType(syntax, (name, text) -> {
            try {
                return read.apply(text.strip());
            } catch (NumberFormatException e) {
                throw new BadInput(e, "%s must be %s, got '%s'", name, what, text);
            }
        }, Function.identity());
    }

    private static ParameterType choice(Enum<?>[] constants) {
        String words = Arrays.stream(constants).map(ParameterType::word).collect(Collectors.joining(" | "));
        return new ParameterType(words, (name, text) -> Arrays.stream(constants).filter(each -> word(each).equals(text)).findFirst()
                .orElseThrow(() -> new BadInput("%s must be one of %s, got '%s'", name, words, text)),
                each -> word((Enum<?>) each));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
