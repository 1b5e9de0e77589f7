package org.remanence.experiment;

import java.util.stream.Stream;
import org.remanence.data.DataSource;

/// A record of parameters, one of which names data: what a file of that name holds is then part of the question.
///
/// [Schema#sources] finds it wherever it stands in an experiment. Every parameter whose text may be the name of a file belongs to such a
/// record; a text of it that never does is `plain`.
public interface ReadsData {
    /// The data named. Asking opens nothing.
    /// @throws IllegalArgumentException if a name stands for nothing
    Stream<DataSource> sources();
}
