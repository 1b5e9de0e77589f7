package org.remanence.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Python of this machine that is new enough and has NumPy.
/// @param program that starts it
record Python(String program) {
    static final String NONE = "there is no python3 of version 3.10 or newer with NumPy: the Python client is not tested";

    private static final List<Python> ALL = find();

    /// What a run ended with.
    /// @param text of both outputs
    record Said(int code, String text) { }

    /// That of the PATH, and that of the system where it is another; none of them may be fit.
    static List<Python> all() {
        return ALL;
    }

    Said run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "-B"));
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private static List<Python> find() {
        List<Python> found = new ArrayList<>();
        List<String> homes = new ArrayList<>();
        for (Python each : List.of(new Python("python3"), new Python("/usr/bin/python3"))) {
            try {
                Said said = each.run(List.of("-c", "import sys, numpy; print(sys.prefix); sys.exit(sys.version_info < (3, 10))"));
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
