package org.remanence.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.catalogue.Experiments;
import picocli.CommandLine.Model.OptionSpec;

/// Parameters of experiments as options of a command.
final class ExperimentOptions {
    private ExperimentOptions() { }

    /// The option of a parameter. A switch may stand without its value, which is then on.
    /// @param several whether it may take several values
    static OptionSpec of(ParameterSpec field, boolean several) {
        boolean onOff = Set.of(field.syntax().split(" \\| ")).equals(Set.of("on", "off"));
        String arity = (onOff ? "0.." : "1..") + (several ? "*" : "1");
        return OptionSpec.builder(field.flag()).type(several ? List.class : String.class).auxiliaryTypes(String.class)
                .arity(arity).fallbackValue(onOff ? "on" : "")
                .paramLabel(field.syntax().matches(".*[ |].*") ? "VALUE" : field.syntax().toUpperCase(Locale.ROOT))
                .description(meaning(field).replace("%", "%%")).build();
    }

    /// What a parameter means, with its values, unit, bounds and default.
    static String meaning(ParameterSpec field) {
        var notes = new StringJoiner("; ", " (", ")").setEmptyValue("");
        if (field.syntax().contains("|")) {
            notes.add(field.syntax());
        }
        if (!field.unit().isEmpty()) {
            notes.add(field.unit());
        }
        if (!field.bounds().toString().isEmpty()) {
            notes.add(field.bounds().toString());
        }
        notes.add(field.required() ? "required" : "default " + field.standard());
        return field.help() + notes;
    }

    /// The command that asks a question.
    /// @param texts parameters that are not left at their defaults
    static String command(ExperimentType<?> type, Map<String, String> texts, long seed) {
        var words = new StringJoiner(" ").add(Experiments.verbs().contains(type) ? "./remanence" : "./remanence run")
                .add(type.name());
        for (ParameterSpec field : type.schema().fields()) {
            if (texts.containsKey(field.name())) {
                words.add(field.flag()).add(quoted(texts.get(field.name())));
            }
        }
        return words + (seed == 1 ? "" : " --seed " + seed);
    }

    /// A value as a shell reads it; a switch has none.
    static String quoted(Object value) {
        String text = String.valueOf(value);
        boolean plain = text.matches("[\\w.,:=+/-]*");
        return value instanceof Boolean ? "" : plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
