/// The fast loops: each contract in one file with its scalar twin, and the place that chooses between them.
package org.remanence.kernel;
