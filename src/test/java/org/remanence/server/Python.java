package org.remanence.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A Python of this machine that is new enough and has NumPy.
/// @param program that starts it
record Python(String program) {
    static final String NONE =
            "there is no python3 of version 3.10 or newer with NumPy: the Python client is not tested";

    private static final List<Python> ALL = find();

    /// What a run ended with.
    /// @param text of both outputs
    record Said(int code, String text) { }

    /// That of the PATH, and that of the system where it is another; none of them may be fit.
    static List<Python> all() {
        return ALL;
    }

    /// A launcher of this build, as a script in that folder.
    static Path program(Path folder) throws IOException {
        String words = DashboardTest.program().stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    /// @param environment names and values in turn
    Said run(List<String> words, String... environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-B"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static List<Python> find() {
        List<Python> found = new ArrayList<>();
        List<String> homes = new ArrayList<>();
        for (Python each : List.of(new Python("python3"), new Python("/usr/bin/python3"))) {
            try {
                Said said = each.run(
                        List.of("-c", "import sys, numpy; print(sys.prefix); sys.exit(sys.version_info < (3, 10))"));
                if (said.code == 0 && !homes.contains(said.text)) {
                    homes.add(said.text);
                    found.add(each);
                }
            } catch (IOException e) {
                // there is none of that name
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (found.isEmpty()) {
            System.out.println(NONE);
        }
        return List.copyOf(found);
    }
}
