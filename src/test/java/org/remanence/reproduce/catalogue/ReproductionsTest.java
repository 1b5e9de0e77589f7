package org.remanence.reproduce.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Verdict;
import org.remanence.result.OutputDirectory;
import org.remanence.session.Progress;
import org.remanence.session.Session;

class ReproductionsTest {
    static Stream<String> names() {
        return Reproductions.all().stream().map(each -> each.listing().name());
    }

    @Test
    void everyFigureHasANameOfItsOwn() {
        List<String> names = names().toList();
        assertEquals(names.size(), names.stream().distinct().count());
        names.forEach(name -> assertTrue(name.matches("[a-z0-9-]+"), name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"potential", "speciation-times", "manifold-gaps", "mixture-training"})
    void quickFiguresHold(String name) {
        holds(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Slow
    void everyFigureHolds(String name) {
        holds(name);
    }

    @Test
    void galleryShowsWhatFails(@TempDir Path folder) {
        Answer<Verdict> good = make("potential");
        Verdict bad = Verdict.of(List.of(FigureCheck.within("x", 1, 2, 0.1, "rounding")), new LinkedHashMap<>());
        SequencedMap<String, Answer<Verdict>> made = new LinkedHashMap<>();
        made.put("potential", good);
        Answer<FigureCollection> all = FigureCollection.of(made);
        assertTrue(all.result().holds());
        assertTrue(all.report().html().contains("potential.html"));
        made.put("bad", Answer.of(bad, new Answer.Untold(), good.report()));
        assertTrue(!FigureCollection.of(made).result().holds());
        Path target = folder.resolve("gallery");
        try (OutputDirectory directory = OutputDirectory.open(target)) {
            FigureCollection.of(made).report().writeInto(directory);
            directory.publish();
        }
        assertTrue(Files.exists(target.resolve("bad-potential.png")), "figures of one name stand side by side");
        assertEquals("1 of 2 figures hold in all their checks.", FigureCollection.of(made).findings().getFirst());
    }

    private static void holds(String name) {
        Verdict verdict = make(name).result();
        assertTrue(!verdict.checks().isEmpty());
        verdict.checks().forEach(each -> assertTrue(each.passed(), each.toString()));
    }

    private static Answer<Verdict> make(String name) {
        try (Session session = new Session(1, 2, Progress.SILENT)) {
            return Reproductions.all().stream().filter(each -> each.listing().name().equals(name)).findFirst().orElseThrow()
                    .make(Size.DEFAULT, session);
        }
    }
}
