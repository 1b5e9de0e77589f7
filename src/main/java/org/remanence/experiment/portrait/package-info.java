/// The memorization portrait of a data set, the main job.
package org.remanence.experiment.portrait;
