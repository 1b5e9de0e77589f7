/// Whether somebody's model copies its training set: patterns, samples and points held out, audited.
package org.remanence.experiment.audit;
