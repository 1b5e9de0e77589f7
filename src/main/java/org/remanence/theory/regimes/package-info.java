/// When the class of a trajectory is decided, and when its pattern: speciation, collapse, excess entropy.
package org.remanence.theory.regimes;
