package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.remanence.text.Text;

/// Draws the packages and what they see from the compiled classes, and holds the picture of the documents to it.
final class ArchitecturePictureTest {
    private static final String ROOT = "org.remanence.";
    private static final Path PICTURE = Path.of("src/doc/architecture.svg");
    /// Only profiles compile them.
    private static final Set<String> OPTIONAL = Set.of("onnx", "cluster");
    private static final int BOX_WIDTH = 96;
    private static final int BOX_HEIGHT = 30;
    private static final int COLUMN = 132;
    private static final int ROW = 46;
    /// Packages seen from so far have a row of their own, below the others, so that no arrow passes behind a box.
    private static final int FAR = 3;
    private static final int MARGIN = 16;

    @Test
    void thePictureShowsTheCode() throws IOException {
        String drawn = svg(reduced(sees()));
        if (!Files.exists(PICTURE) || !Files.readString(PICTURE).equals(drawn)) {
            Path now = Files.writeString(Path.of("target/architecture.svg"), drawn);
            assertEquals(Files.exists(PICTURE) ? Files.readString(PICTURE) : "", drawn, PICTURE
                    + " is out of date: look at " + now + ", and copy it there");
        }
    }

    /// Which top package sees which others.
    private static Map<String, Set<String>> sees() {
        JavaClasses classes = new ClassFileImporter().importPath(mainClasses());
        Map<String, Set<String>> sees = new TreeMap<>();
        for (JavaClass type : classes) {
            Set<String> others = sees.computeIfAbsent(layer(type), _ -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream().map(each -> each.getTargetClass().getBaseComponentType())
                    .filter(each -> each.getPackageName().startsWith(ROOT)).map(ArchitecturePictureTest::layer)
                            .forEach(others::add);
        }
        sees.keySet().removeAll(OPTIONAL);
        sees.forEach((name, others) -> others.remove(name));
        return sees;
    }

    private static Path mainClasses() {
        try {
            return Path.of(Text.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String layer(JavaClass type) {
        return type.getPackageName().substring(ROOT.length()).split("\\.")[0];
    }

    /// Without arrows that a longer way makes needless.
    private static Map<String, Set<String>> reduced(Map<String, Set<String>> sees) {
        Map<String, Set<String>> reduced = new TreeMap<>();
        sees.forEach((name, others) -> reduced.put(name, others.stream()
                .filter(far -> others.stream().noneMatch(near -> !near.equals(far) && reaches(sees, near, far)))
                .collect(Collectors.toCollection(TreeSet::new))));
        return reduced;
    }

    private static boolean reaches(Map<String, Set<String>> sees, String from, String to) {
        return sees.get(from).contains(to) || sees.get(from).stream().anyMatch(next -> reaches(sees, next, to));
    }

    private static int rank(Map<String, Set<String>> sees, String name) {
        return sees.get(name).stream().mapToInt(other -> rank(sees, other) + 1).max().orElse(0);
    }

    /// Columns between a package and the farthest one that sees it.
    private static int span(Map<String, Set<String>> sees, String name) {
        return sees.keySet().stream().filter(user -> sees.get(user).contains(name)).mapToInt(user -> rank(sees,
                user) - rank(sees, name)).max().orElse(0);
    }

    private static String svg(Map<String, Set<String>> sees) {
        Map<Integer, List<String>> columns = new TreeMap<>();
        sees.keySet().stream().filter(name -> span(sees, name) < FAR)
                .forEach(name -> columns.computeIfAbsent(rank(sees, name), _ -> new ArrayList<>()).add(name));
        int tallest = columns.values().stream().mapToInt(List::size).max().orElseThrow();
        Map<String, int[]> places = new TreeMap<>();
        columns.forEach((rank, names) -> {
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), new int[] {MARGIN + rank * COLUMN, MARGIN + tallest * ROW / 2 + (2 * i
                        + 1 - names.size()) * ROW / 2});
            }
        });
        List<String> far = sees.keySet().stream().filter(name -> span(sees, name) >= FAR)
                .sorted(Comparator.comparing((String name) -> -rank(sees, name)).thenComparing(name -> name)).toList();
        for (int i = 0; i < far.size(); i++) {
            places.put(far.get(i), new int[] {MARGIN + rank(sees, far.get(i)) * COLUMN, MARGIN + (tallest + i) * ROW
                    + ROW / 2});
        }
        int width = 2 * MARGIN + (sees.keySet().stream().mapToInt(name -> rank(sees, name)).max()
                .orElseThrow()) * COLUMN + BOX_WIDTH;
        int height = 2 * MARGIN + (tallest + far.size()) * ROW;
        var out = new StringBuilder(Text.of("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="packages and what they see">
                <style>
                rect { fill: #f6f7f9; stroke: #59636e; }
                text { fill: #1b1f24; font: 13px sans-serif; text-anchor: middle; }
                path { fill: none; stroke: #0072b2; stroke-opacity: 0.55; stroke-width: 1.3; }
                @media (prefers-color-scheme: dark) {
                  rect { fill: #1d2127; stroke: #9aa5b1; }
                  text { fill: #e6e9ed; }
                  path { stroke: #56b4e9; }
                }
                </style>
                <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                <polygon points="0,0 8,4 0,8" fill="#0072b2"/></marker></defs>
                """, width, height));
        sees.forEach((name, others) -> others.forEach(other -> arrow(out, places.get(name), places.get(other))));
        places.forEach((name,
                place) -> out.append(Text.of("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/><text x=\"%d\" y=\"%d\">%s</text>\n",
                place[0], place[1] - BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT, place[0] + BOX_WIDTH / 2, place[1] + 4,
                        name)));
        return out.append("</svg>\n").toString();
    }

    /// From the left side of the one that sees: to the row of the one that is seen in the gap between two columns,
    /// then straight on.
    private static void arrow(StringBuilder out, int[] from, int[] to) {
        int gap = COLUMN - BOX_WIDTH;
        out.append(Text.of("<path marker-end=\"url(#tip)\" d=\"M%d %d C%d %d %d %d %d %d L%d %d\"/>\n", from[0],
                from[1], from[0] - gap / 2, from[1],
                from[0] - gap / 3, to[1], from[0] - gap + 7, to[1], to[0] + BOX_WIDTH, to[1]));
    }
}
