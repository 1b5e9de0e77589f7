/// Published figures of associative memories and of the diffusions that they are.
package org.remanence.reproduce.memories;
