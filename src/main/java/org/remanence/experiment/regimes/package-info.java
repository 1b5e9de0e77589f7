/// The dynamical regimes: excess entropy, collapse, cloning, speciation.
package org.remanence.experiment.regimes;
