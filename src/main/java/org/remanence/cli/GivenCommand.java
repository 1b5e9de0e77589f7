package org.remanence.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// A command line as it was given, written for a shell.
final class GivenCommand {
    /// Options that say how a run is watched and where it goes, not what it is.
    private static final List<String> WATCHING = List.of("--progress", "--out");

    private GivenCommand() { }

    /// The words after the name of the program. Of a run that a program watches, what that program added is left out.
    /// @param watched whether a program watches the run
    static String of(CommandSpec spec, boolean watched) {
        List<String> given = spec.root().commandLine().getParseResult().originalArgs();
        return "./remanence " + (watched ? asked(given) : given).stream().map(GivenCommand::quoted)
                .collect(Collectors.joining(" "));
    }

    private static List<String> asked(List<String> given) {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String word = given.get(i);
            if (WATCHING.contains(word)) {
                i++;
            } else if (WATCHING.stream().noneMatch(option -> word.startsWith(option + "="))) {
                asked.add(word);
            }
        }
        return asked;
    }

    private static String quoted(String word) {
        return word.matches("[\\w.,:=+/@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
