package org.remanence.experiment.measure;

import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.FileForm;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Schema;

/// How a file of data is to be read, where it should not speak for itself.
public record FileChoice(
        @Parameter(value = "auto", help = """
                auto: labels that come with the data under a usual name (label, labels, y, target, targets, class, classes); none; a \
                file of labels; or the name or number of a column or array""") String labels,
        @Parameter(value = "auto", help = "whether the first line of a table names its columns; auto: as its cells suggest")
                FileForm.Header header,
        @Parameter(value = "auto", plain = true, help = """
                between cells of a table: comma, semicolon, tab, bar, space, or the sign itself; auto: as the first lines suggest""")
                String separator,
        @Parameter(value = "auto", plain = true, help = """
                columns of a table that are data, by name or number from 1, such as a,b or 2-5,7; auto: all but labels and row \
                names""")
                String columns,
        @Parameter(value = FileForm.NONE, help = """
                positive weights of the patterns, none for patterns alike: a file of numbers, or the name or number of a \
                column or array; taken by score, sample and excess-entropy alone""") String weights) implements ReadsData {
    /// Everything as the file says it.
    public static final FileChoice AUTO = new FileChoice(FileForm.AUTO_WORD, FileForm.Header.AUTO, FileForm.AUTO_WORD,
            FileForm.AUTO_WORD, FileForm.NONE);

    /// Refuses a separator that is none.
    public FileChoice {
        Schema.check(FileChoice.class, labels, header, separator, columns, weights);
        new FileForm(labels, header, separator, columns, weights);
    }

    /// None of its own: files of labels and weights are among the files of the data.
    @Override
    public Stream<DataSource> sources() {
        return Stream.empty();
    }

    /// The same, as files are opened by it.
    public FileForm form() {
        return new FileForm(labels, header, separator, columns, weights);
    }
}
