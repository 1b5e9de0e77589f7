/// The framework of experiments: a question as a record, an answer as a result.
///
/// To add an experiment, write one record that implements [Experiment] in the package of its subject, annotate the record
/// with [Question] and its components with [Parameter], nest the record of its results inside, each [Reported] or a [Group] of
/// such, and name the class in `experiment.catalogue`. These annotations are the documentation of a component. The command line, the help, the JSON document, the table, the figures and the report follow from
/// that.
package org.remanence.experiment;
