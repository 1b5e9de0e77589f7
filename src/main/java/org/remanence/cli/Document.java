package org.remanence.cli;

import java.util.List;
import java.util.SequencedMap;
import org.remanence.result.Manifest;

/// What `--json` prints and `result.json` holds.
/// @param experiment name of the question
/// @param parameters the question, all defaults filled in
/// @param result measured numbers
/// @param theory what they should be
/// @param findings sentences that say what was found
/// @param manifest how they were made
record Document(String experiment, SequencedMap<String, Object> parameters, Record result, Record theory,
                List<String> findings, Manifest manifest) { }
