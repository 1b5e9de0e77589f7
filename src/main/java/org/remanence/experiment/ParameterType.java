package org.remanence.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.remanence.data.WholeNumber;
import org.remanence.process.Diffusion;
import org.remanence.sampler.Scheme;
import org.remanence.text.BadInput;

/// How values of one type are written on the command line and in JSON.
/// @param syntax what may be written, for the help
/// @param read from the parameter's name, for messages, and the text
/// @param plain to what JSON shows: a number, a text, or an array of numbers
/// @param form what kind of text it is
/// @param choices the words of a choice; empty for everything else
record ParameterType(String syntax, BiFunction<String, String, Object> read, Function<Object, Object> plain,
                     ParameterForm form, List<String> choices) {
    /// The kind of that type.
    /// @throws IllegalArgumentException for a type that no parameter can have
    static ParameterType of(Class<?> type) {
        if (type == long.class) {
            return number("integer", "a whole number", WholeNumber::parse, ParameterForm.INTEGER);
        } else if (type == int.class) {
            return number("integer", "a whole number below 2^31", ParameterType::whole, ParameterForm.INTEGER);
        } else if (type == double.class) {
            return number("number", "a number", Double::valueOf, ParameterForm.NUMBER);
        } else if (type == String.class) {
            return new ParameterType("text", (_, text) -> text, Function.identity(), ParameterForm.TEXT, List.of());
        } else if (type == AxisValues.class) {
            return new ParameterType("a,b,c | start:stop:step | log:start:stop:count", AxisValues::parse, points -> ((AxisValues) points).values(),
                    ParameterForm.POINTS, List.of());
        } else if (type == AxisChoice.class) {
            return new ParameterType("auto | a,b,c | start:stop:step | log:start:stop:count", AxisChoice::parse,
                    points -> ((AxisChoice) points).plain(), ParameterForm.TEXT, List.of());
        } else if (type == Diffusion.class) {
            return choice(List.of("ou", "ve"), (_, text) -> Diffusion.named(text), process -> ((Diffusion) process).name());
        } else if (type == Scheme.class) {
            return choice(Arrays.stream(Scheme.values()).map(Scheme::word).toList(), (_, text) -> Scheme.named(text),
                    scheme -> ((Scheme) scheme).word());
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

    private static ParameterType number(String syntax, String what, Function<String, Object> read, ParameterForm form) {
        return new ParameterType(syntax, (name, text) -> {
            try {
                return read.apply(text.strip());
            } catch (NumberFormatException e) {
                throw new BadInput(e, "%s must be %s, got '%s'", name, what, text);
            }
        }, Function.identity(), form, List.of());
    }

    private static ParameterType choice(List<String> words, BiFunction<String, String, Object> read, Function<Object, Object> plain) {
        return new ParameterType(String.join(" | ", words), read, plain, ParameterForm.CHOICE, words);
    }

    private static ParameterType choice(Enum<?>[] constants) {
        List<String> known = Arrays.stream(constants).map(ParameterType::word).toList();
        String words = String.join(" | ", known);
        return choice(known, (name, text) -> Arrays.stream(constants).filter(each -> word(each).equals(text)).findFirst()
                .orElseThrow(() -> new BadInput("%s must be one of %s, got '%s'", name, words, text)),
                each -> word((Enum<?>) each));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
