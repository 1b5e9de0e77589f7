package org.remanence.data;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.remanence.random.RandomStream;
import org.remanence.session.MessageReader;
import org.remanence.session.MessageWriter;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// How patterns came to be, so that other machines find the same: files lie under the same path there, draws have the same bits.
/// @param data as [DataSource#parse] reads it, files by their absolute path
/// @param form what the user says about a file
/// @param preparation what was done to them
/// @param stream that draws those of a model
/// @param precision of their storage
public record PatternOrigin(String data, FileForm form, Preparation preparation, RandomStream stream, Precision precision) {
    private static final Map<PatternOrigin, PatternSet> OPENED = new ConcurrentHashMap<>();

    /// How patterns came to be that were opened by [#open], the whole set of them.
    /// @return nothing for others, such as some of them
    public static Optional<PatternOrigin> of(Rows patterns) {
        return patterns instanceof PatternSet set && set.table() instanceof OpenedRows opened ? Optional.of(opened.origin()) : Optional.empty();
    }

    /// A source as it is named on any machine.
    public static PatternOrigin of(DataSource source, Preparation preparation, RandomStream stream, Precision precision) {
        return switch (source) {
            case DataSource.Embedded _ -> new PatternOrigin(Digits.NAME, FileForm.AUTO, preparation, stream, precision);
            case DataSource.Drawn drawn -> new PatternOrigin(drawn.text(), FileForm.AUTO, preparation, stream, precision);
            case DataSource.Stored stored -> new PatternOrigin(
                    stored.path().toAbsolutePath() + (stored.member().isEmpty() ? "" : ":" + stored.member()), stored.form().absolute(),
                    preparation, stream, precision);
        };
    }

    /// A set that knows this origin.
    public PatternSet mark(PatternSet set) {
        return new PatternSet(new OpenedRows(set.table(), this), set.classes(), set.weights(), set.about());
    }

    /// The patterns, opened once in this process and held until it ends.
    public PatternSet held() {
        return OPENED.computeIfAbsent(this, origin -> origin.open(Arena.global()));
    }

    /// An array on disk that needs no preparation is mapped and not read: whoever needs a range of it reads no more.
    private PatternSet open(Arena arena) {
        DataSource source = DataSource.parse(data, form);
        if (preparation.equals(Preparation.NONE) && source instanceof DataSource.Stored stored && FileKind.of(stored.path()) == FileKind.NPY) {
            return NpyFile.open(stored.path(), precision, false, arena);
        }
        PatternSet read = source.open(stream, precision, arena);
        return preparation.equals(Preparation.NONE) ? read : preparation.apply(read, precision, arena);
    }

    /// Writes it down.
    public void write(MessageWriter out) {
        out.text(data).text(form.labels()).text(form.header().name()).text(form.separator()).text(form.columns()).text(form.weights())
                .text(preparation.scale().name()).flag(preparation.center()).whole(stream.key()).text(precision.name());
    }

    /// What [#write] wrote.
    public static PatternOrigin read(MessageReader in) {
        String data = in.text();
        var form = new FileForm(in.text(), FileForm.Header.valueOf(in.text()), in.text(), in.text(), in.text());
        var preparation = new Preparation(ValueScale.valueOf(in.text()), in.flag());
        return new PatternOrigin(data, form, preparation, new RandomStream(in.whole()), Precision.valueOf(in.text()));
    }
}
