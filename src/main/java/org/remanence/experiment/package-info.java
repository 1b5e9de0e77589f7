/// Questions as records, answers as results: the only place where theory and simulation meet.
///
/// To add an experiment, write one record that implements [Experiment], annotate the record with [Question] and its
/// components with [Parameter], nest the record of its results inside, and name the class in [Experiments]. The command
/// line, the help, the JSON document, the table, the figures and the report follow from that.
package org.remanence.experiment;
