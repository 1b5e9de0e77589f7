package org.remanence.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.remanence.plot.Report;
import org.remanence.result.Npy;
import org.remanence.tensor.Rows;

/// What an experiment found out.
/// @param result measured numbers
/// @param theory what they should be; [Untold] where there is no theory
/// @param report the page: figures, tables and images; whoever writes it adds findings, command and manifest
/// @param findings one sentence each
/// @param arrays how to write each array as `.npy`, by file name without ending
/// @param files further files, by name
/// @param isNo whether the answer to a question of yes or no is no, which the exit code tells
/// @param <R> the record of what is measured
public record Answer<R extends Record>(R result, Record theory, Report report, List<String> findings,
                                       SequencedMap<String, Consumer<Path>> arrays, SequencedMap<String, ResultFile> files,
                                       boolean isNo) {
    /// No theory.
    public record Untold() { }

    /// A file in a format of its own.
    /// @param about what is in it, for the report
    /// @param writer makes it at the path it is given
    public record ResultFile(String about, Consumer<Path> writer) { }

    /// The collections are copied.
    public Answer {
        findings = List.copyOf(findings);
        arrays = new LinkedHashMap<>(arrays);
        files = new LinkedHashMap<>(files);
    }

    /// An answer without findings and arrays.
    public static <R extends Record> Answer<R> of(R result, Record theory, Report report) {
        return new Answer<>(result, theory, report, List.of(), new LinkedHashMap<>(), new LinkedHashMap<>(), false);
    }

    /// The same answer with one more finding.
    /// @param sentence a sentence
    public Answer<R> finding(String sentence) {
        return finding(List.of(sentence));
    }

    /// The same answer with more findings.
    /// @param sentences one sentence each
    public Answer<R> finding(List<String> sentences) {
        List<String> more = new ArrayList<>(findings);
        more.addAll(sentences);
        return new Answer<>(result, theory, report, more, arrays, files, isNo);
    }

    /// The same answer with one more array, `[n × d]`.
    /// @param name of the file, without ending
    public Answer<R> array(String name, Rows values) {
        return array(name, (Path file) -> Npy.write(file, values));
    }

    /// The same answer with one more array, `[n]`.
    public Answer<R> array(String name, double[] values) {
        return array(name, (Path file) -> Npy.write(file, values));
    }

    /// The same answer with one more array, `[n]`.
    public Answer<R> array(String name, long[] values) {
        return array(name, (Path file) -> Npy.write(file, values));
    }

    /// The same answer with one more array of any shape.
    /// @param writer makes the file at the path it is given
    public Answer<R> array(String name, Consumer<Path> writer) {
        SequencedMap<String, Consumer<Path>> more = new LinkedHashMap<>(arrays);
        more.put(name, writer);
        return new Answer<>(result, theory, report, findings, more, files, isNo);
    }

    /// The same answer with one more file.
    /// @param name with its ending
    public Answer<R> file(String name, ResultFile file) {
        SequencedMap<String, ResultFile> more = new LinkedHashMap<>(files);
        more.put(name, file);
        return new Answer<>(result, theory, report, findings, arrays, more, isNo);
    }

    /// The same answer, which is no.
    public Answer<R> no() {
        return new Answer<>(result, theory, report, findings, arrays, files, true);
    }
}
