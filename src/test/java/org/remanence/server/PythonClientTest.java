package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;

/// The Python client against a server, where there is a Python with NumPy.
final class PythonClientTest {
    @TempDir
    private Path folder;

    private static Python python() {
        List<Python> all = Python.all();
        assumeTrue(!all.isEmpty(), Python.NONE);
        return all.getFirst();
    }

    private void check(Python python, List<String> program, int checks, String... more) throws IOException,
            InterruptedException {
        Path root = Files.createTempDirectory(folder, "root");
        ServerSettings settings = Served.settings(Files.createTempDirectory(folder, "state"), Optional.of(root), true);
        try (Served served = Served.with(Served.patient(settings), program)) {
            List<String> words = new ArrayList<>(List.of("src/test/python/check_remanence.py", served.server.address(),
                    token(served), root.toString()));
            words.addAll(List.of(more));
            Python.Said said = python.run(words);
            assertEquals(0, said.code(), said.text());
            assertEquals(checks, said.text().lines().filter(line -> line.endsWith(" ok")).count());
            assertEquals(List.of(), served.faults);
        }
    }

    private static String token(Served served) throws IOException {
        return Files.readString(served.server.tokenFile().orElseThrow()).strip();
    }

    @Test
    void scoresComeAsArrays() throws IOException, InterruptedException {
        check(python(), List.of("/bin/false"), 6);
    }

    @Slow
    @Test
    void experimentsComeAsCurvesAndExamplesAreTrue() throws IOException, InterruptedException {
        python();
        for (Python each : Python.all()) {
            check(each, DashboardTest.program(), 8, "jobs");
        }
    }

    /// The wheel of the sources, and that of a server, by pip where it is there; a server that the client starts.
    @Slow
    @Test
    void installsAndStartsAServer() throws IOException, InterruptedException {
        Python python = python();
        assumeTrue(python.run(List.of("-m", "pip", "--version")).code() == 0, "this Python has no pip");
        try (Served served = Served.with(Served.settings(folder.resolve("state"), Optional.empty(), true),
                List.of("/bin/false"))) {
            for (String source : List.of("./src/main/python", served.server.address()
                    + "/python/remanence-0.1.0-py3-none-any.whl")) {
                Path target = Files.createTempDirectory(folder, "installed");
                Python.Said said = python.run(List.of("-m", "pip", "install", "-q", "--no-index", "--no-deps",
                        "--no-build-isolation",
                        "--target", target.toString(), source));
                assertEquals(0, said.code(), said.text());
                Python.Said started = python.run(List.of("-c", """
                        import sys; sys.path.insert(0, sys.argv[1])
                        import remanence, numpy as np
                        assert remanence.__file__.startswith(sys.argv[1]), remanence.__file__
                        with remanence.serve(sys.argv[2], threads=1, memory="500m") as r:
                            assert remanence.score(np.ones((1, 2)), np.ones(2), 50.0).shape == (2,)
                            process = r._end.peek()[2][0]
                        print(process.returncode is not None)""", target.toString(), Python.program(folder).toString()));
                assertEquals("True", started.text().strip());
            }
        }
    }

    @Test
    void bothWheelsHoldTheSame() throws IOException, InterruptedException {
        assumeTrue(PythonClient.class.getResource("python/WHEEL") != null,
                "this build has no Python client among its resources");
        Python.Said said = python().run(List.of("-c",
                "import sys; sys.path.insert(0, 'src/main/python'); import wheel_backend; "
                        + "print(wheel_backend.build_wheel(sys.argv[1]))", folder.toString()));
        assertEquals(0, said.code(), said.text());
        try (Served served = Served.with(Served.settings(folder.resolve("state"), Optional.empty(), true),
                List.of("/bin/false"))) {
            String name = said.text().strip();
            TreeMap<String, String> ours = files(served.get("/python/" + name).bytes());
            TreeMap<String, String> theirs = files(Files.readAllBytes(folder.resolve(name)));
            assertEquals(Path.of("remanence").toAbsolutePath().toString(), theirs.remove("remanence/launcher.txt")
                    .strip());
            theirs.computeIfPresent("remanence-0.1.0.dist-info/RECORD", (_, record) -> record.lines()
                    .filter(line -> !line.startsWith("remanence/launcher.txt"))
                            .reduce("", (text, line) -> text + line + "\n"));
            assertEquals(theirs, ours);
            assertEquals(7, ours.size());
            assertEquals(ours.get("remanence/__init__.py"), served.get("/remanence.py").text());
            assertEquals(404, served.get("/python/remanence-9-py3-none-any.whl").status());
        }
    }

    /// The module alone, under the name of the package, says where the rest is.
    @Test
    void oneFileIsTheWholeClient() throws IOException, InterruptedException {
        Files.copy(Path.of("src/main/python/remanence/__init__.py"), folder.resolve("remanence.py"));
        try (Served served = Served.with(Served.settings(folder.resolve("state"), Optional.empty(), true),
                List.of("/bin/false"))) {
            Python.Said said = python().run(List.of("-c", """
                    import sys; sys.path.insert(0, sys.argv[1])
                    import remanence
                    print(remanence.connect(sys.argv[2], sys.argv[3]).model("small").score([[0, 0, 0]], 50.0).shape)
                    try: remanence.torch
                    except AttributeError as e: print(e)""", folder.toString(), served.server.address(), token(served)));
            assertTrue(said.text().startsWith("(1, 3)\nremanence.torch is in the package alone"), said.text());
        }
    }

    private static TreeMap<String, String> files(byte[] wheel) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(wheel))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                files.put(each.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /// The package holds the files that a wheel is made of, and no others.
    @Test
    void noModuleIsForgotten() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("src/main/python/remanence"))) {
            assertEquals(List.of("__init__.py", "diffusers.py", "py.typed", "torch.py"),
                    modules.map(each -> each.getFileName().toString()).filter(each -> !each.startsWith("__pycache__"))
                            .sorted().toList());
        }
    }
}
