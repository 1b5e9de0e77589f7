/// Sentences for people: numbers in one notation, refusals of bad input, the word and the file that were meant.
package org.remanence.text;
