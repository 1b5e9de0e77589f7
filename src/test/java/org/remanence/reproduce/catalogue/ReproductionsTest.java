package org.remanence.reproduce.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Slow;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Verdict;
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

    private static void holds(String name) {
        Verdict verdict = verdict(name);
        assertTrue(!verdict.checks().isEmpty());
        verdict.checks().forEach(each -> assertTrue(each.passed(), each.toString()));
    }

    private static Verdict verdict(String name) {
        try (Session session = new Session(1, 2, Progress.SILENT)) {
            return Reproductions.all().stream().filter(each -> each.listing().name().equals(name)).findFirst().orElseThrow()
                    .make(Size.DEFAULT, session).result();
        }
    }
}
