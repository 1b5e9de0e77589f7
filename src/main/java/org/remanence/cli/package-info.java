/// The command line: one file per verb, results to stdout, talk to stderr.
package org.remanence.cli;
