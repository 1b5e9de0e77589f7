package org.remanence.experiment.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Components;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.Names;
import org.remanence.experiment.ParameterSpec;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.BadInput;

/// An experiment as it stands on the command line, with one place left open: `{x}`.
/// @param text name of the experiment and its options
record ExperimentTemplate(String text) {
    /// Where the value goes.
    static final String OPEN = "{x}";

    private static final String THEORY = "theory.";

    /// Refuses a text without an open place.
    ExperimentTemplate {
        if (!text.contains(OPEN)) {
            throw new BadInput("what is asked must leave the place of the size open as {x}, got '%s'", text);
        }
    }

    /// The experiment with a value in the open place.
    /// @throws IllegalArgumentException if there is no such experiment or it refuses its parameters
    Experiment<?> at(double value) {
        String[] words = text.replace(OPEN, Names.number(value)).strip().split("\\s+");
        ExperimentType<?> type = SubjectExperiments.all().stream().filter(each -> each.name().equals(words[0])).findFirst()
                .orElseThrow(() -> new BadInput("there is no experiment %s; there are %s", words[0],
                        SubjectExperiments.all().stream().map(ExperimentType::name).collect(Collectors.joining(", "))));
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i += 2) {
            String flag = words[i];
            ParameterSpec parameter = type.schema().fields().stream().filter(each -> each.flag().equals(flag)).findFirst()
                    .orElseThrow(() -> new BadInput("%s has no option %s", words[0], flag));
            if (i + 1 == words.length) {
                throw new BadInput("option %s needs a value", flag);
            }
            options.put(parameter.name(), words[i + 1]);
        }
        return type.schema().fill(options);
    }

    /// A number of the answer: `speciation`, `collapse.sameNeighbour`, `theory.collapseTime.isotropic`, or where a curve crosses a
    /// level, `sameClass@0.7752`.
    /// @throws IllegalArgumentException if the answer has no such number
    static Estimate read(Answer<?> answer, String measure) {
        String[] sides = measure.split("@", 2);
        boolean theory = sides[0].startsWith(THEORY);
        Object found = theory ? answer.theory() : answer.result();
        for (String name : (theory ? sides[0].substring(THEORY.length()) : sides[0]).split("\\.")) {
            found = component(found, name, measure);
        }
        return switch (found) {
            case Curve curve when sides.length == 2 -> curve.crossing(level(sides[1]));
            case Curve _ -> throw new BadInput("%s is a curve: name the level it crosses, as in %s@0.5", measure, measure);
            case Estimate estimate -> estimate;
            case Number number -> new Estimate(number.doubleValue(), 0, 1);
            default -> throw new BadInput("%s is not a number", measure);
        };
    }

    private static double level(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInput(e, "the level of a crossing must be a number, got '%s'", text);
        }
    }

    private static Object component(Object record, String name, String measure) {
        Map<String, Object> values = record instanceof Record group ? Components.values(group) : Map.of();
        if (!values.containsKey(name)) {
            throw new BadInput("there is no %s in the answer: %s may be one of %s", measure, name, String.join(", ", values.keySet()));
        }
        return values.get(name);
    }
}
