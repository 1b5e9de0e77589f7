package org.remanence.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.InputFiles;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterForm;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.text.BadInput;

/// The folders whose files clients may name as data: one of the machine's and that of uploads. What is outside looks
/// exactly like what does not exist.
final class DataRoot {
    /// Texts of such parameters that stand for no file.
    private static final Set<String> WORDS = Set.of("none", "auto", "origin", "datum", "typical", "ddpm-linear",
            "ddpm-cosine", "edm", "karras",
            "empirical", "learned", "true");
    /// Labels and weights may be the name of a column, which is no file of any folder but the one where the process of
    /// a job stands.
    private static final Set<String> COLUMNS = Set.of("labels", "weights");
    private static final String COLUMN = "[\\w-]{1,100}";

    private final List<Path> roots;

    /// @param folders the first that has a name is meant by it
    /// @throws BadInput if one does not exist
    DataRoot(List<Path> folders) {
        this.roots = folders.stream().map(DataRoot::real).toList();
    }

    /// The text of a parameter of data with the paths of its files in place of their names; models and words stay.
    /// @param name of the parameter, for the message
    /// @throws BadInput if it names a file that is not below the root
    String resolve(String name, String text) {
        if (!text.contains(" ") || found(text).isPresent()) {
            return one(name, text);
        }
        Set<String> flags = dataFlags();
        String[] words = text.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            boolean data = i > 0 && flags.contains(words[i - 1]);
            if (!data && (words[i].contains("/") || words[i].contains("\\"))) {
                throw unknown(name, words[i]);
            }
            words[i] = data ? one(name, words[i]) : words[i];
        }
        return String.join(" ", words);
    }

    /// The text as clients may see it again.
    String shown(String text) {
        String shown = text;
        for (Path each : roots) {
            shown = shown.replace(each + "/", "");
        }
        return shown;
    }

    /// Refuses data outside the root, whoever let it pass.
    void check(List<DataSource> sources) {
        // nothing is opened before it is known to lie inside: then what lies in folders and beside files
        checkInside(sources.stream().flatMap(DataSource::files).toList());
        checkInside(InputFiles.named(sources));
    }

    private void checkInside(List<Path> files) {
        files.stream().filter(file -> inside(file).isEmpty()).findFirst().ifPresent(file -> {
            throw unknown("data", file.toString());
        });
    }

    /// Names of what lies directly below the roots.
    List<String> names() {
        return roots.stream().flatMap(this::names).distinct().sorted().toList();
    }

    /// Whether a root other than this one has a file of that name.
    boolean isElsewhere(String name, Path folder) {
        return roots.stream().filter(each -> !each.equals(real(folder)))
                .anyMatch(each -> below(each, name).isPresent());
    }

    private Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> inside(each).isPresent()).map(each -> each.getFileName().toString())
                    .filter(each -> !each.startsWith(".")).toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    private String one(String name, String text) {
        if (WORDS.contains(text) || !DataSource.namesFile(text)) {
            return text;
        }
        return found(text).or(() -> member(text)).or(() -> COLUMNS.contains(name) && text.matches(COLUMN)
                ? Optional.of(text) : Optional.empty())
                .orElseThrow(() -> unknown(name, text));
    }

    private Optional<String> found(String text) {
        return roots.stream().flatMap(folder -> below(folder, text).stream()).findFirst().map(Path::toString);
    }

    /// An array of an archive, behind the last colon.
    private Optional<String> member(String text) {
        int colon = text.lastIndexOf(':');
        return colon < 0 ? Optional.empty() : found(text.substring(0, colon)).map(file -> file + text.substring(colon));
    }

    private Optional<Path> below(Path folder, String name) {
        try {
            Path given = Path.of(name);
            boolean plain = !given.isAbsolute() && Stream.iterate(0, i -> i < given.getNameCount(), i -> i + 1)
                    .map(i -> given.getName(i).toString())
                    .noneMatch(part -> part.isEmpty() || part.startsWith("."));
            return plain ? inside(folder.resolve(given)) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// The real path, if there is such a file below a root.
    private Optional<Path> inside(Path path) {
        try {
            Path real = path.toRealPath();
            return roots.stream().filter(folder -> real.startsWith(folder) && !real.equals(folder)).findFirst()
                    .map(_ -> real);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<String> dataFlags() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).map(ExperimentType::schema)
                .flatMap(schema -> schema.fields().stream()).filter(field -> field.form() == ParameterForm.DATA)
                        .map(ParameterSpec::flag)
                .collect(Collectors.toSet());
    }

    private static BadInput unknown(String name, String text) {
        return new BadInput(
                "%s must be digits, a model such as gaussian:d=64,n=4096, or a file below the data root of the "
                        + "server, which has no %s", name,
                text.replace('\0', '?'));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new BadInput(e, "the data root %s does not exist", folder);
        }
    }
}
