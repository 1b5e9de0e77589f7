/// Counter-based random streams named by (seed, purpose, index, position): any number of any stream can be had alone.
package org.remanence.random;
