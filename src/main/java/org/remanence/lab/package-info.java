/// What a computation borrows: threads, random streams, progress, cancellation.
package org.remanence.lab;
