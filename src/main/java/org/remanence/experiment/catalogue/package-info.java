/// The list of all experiments, and what asks them at several sizes.
package org.remanence.experiment.catalogue;
