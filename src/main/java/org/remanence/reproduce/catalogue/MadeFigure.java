package org.remanence.reproduce.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.remanence.plot.Card;
import org.remanence.reproduce.Listing;
import org.remanence.result.Computation;
import org.remanence.result.OutputDirectory;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A figure that was made earlier, as its folder tells.
/// @param listing which figure
/// @param question what it depends on, to tell whether it would be made the same now
/// @param holds whether every check passed
/// @param finding what was found, in a sentence
/// @param checks number of checks
/// @param passed number of those that passed
/// @param day when it was made, `2026-11-28`
/// @param pictures its PNG files, the one of its own name first
public record MadeFigure(Listing listing, Computation question, boolean holds, String finding, int checks, int passed,
        String day,
                         List<Path> pictures) {
    private static final String RESULT = "result.json";
    private static final String PAGE = "report.html";
    private static final String PICTURE = ".png";

    /// The figure in that folder; empty if there is none, or another result.
    /// @param folder the folder of the figure, `reproduced/potential`
    /// @throws BadInput if its files are there and cannot be read
    public static Optional<MadeFigure> in(Path folder, Listing listing) {
        Path result = folder.resolve(RESULT);
        if (!Files.isRegularFile(result) || !Files.isRegularFile(folder.resolve(OutputDirectory.MANIFEST))) {
            return Optional.empty();
        }
        try {
            JsonNode document = new JsonMapper().readTree(result.toFile());
            JsonNode verdict = document.path("result");
            JsonNode manifest = document.path("manifest");
            JsonNode checks = verdict.path("checks");
            if (!manifest.path("parameters").path("figure").asString("").equals(listing.name()) || !checks.isArray()) {
                return Optional.empty();
            }
            int passed = Math.toIntExact(checks.valueStream().filter(each -> each.path("passed").asBoolean(false))
                    .count());
            return Optional.of(new MadeFigure(listing, question(manifest), verdict.path("holds").asBoolean(false),
                    verdict.path("finding").asString(""), checks.size(), passed, manifest.path("started").asString("")
                            .replaceFirst("T.*", ""),
                    pictures(folder, listing.name())));
        } catch (JacksonException | IOException e) {
            throw new BadInput(e,
                    "the figure in %s cannot be read (%s): make it again by 'remanence reproduce %s', or remove it",
                    folder,
                    e.getMessage(), listing.name());
        }
    }

    private static Computation question(JsonNode manifest) {
        SequencedMap<String, Object> parameters = new LinkedHashMap<>();
        manifest.path("parameters").properties().forEach(each -> parameters.put(each.getKey(), each.getValue()
                .asString("")));
        return new Computation(manifest.path("experiment").asString(""), parameters, manifest.path("seed").asLong(0),
                manifest.path("version").asString(""), manifest.path("commit").asString(""), new LinkedHashMap<>());
    }

    private static List<Path> pictures(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(each -> each.toString().endsWith(PICTURE)).sorted().toList();
            return Stream.concat(sorted.stream().filter(each -> each.endsWith(name + PICTURE)),
                    sorted.stream().filter(each -> !each.endsWith(name + PICTURE))).toList();
        }
    }

    /// The verdict in words: `7 of 7 checks hold`.
    public String verdict() {
        return Text.of("%d of %d checks hold", passed, checks);
    }

    /// Its card in a gallery page that lies beside its folder.
    Card card() {
        return new Card(listing.shows(), Text.of("%s %s, made on %s; published as ‘%s’.", finding, verdict(), day,
                listing.figure()),
                listing.name() + "/" + PAGE, pictures.stream().findFirst());
    }
}
