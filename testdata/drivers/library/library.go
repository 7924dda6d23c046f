// Package library starts work, waits, and holds what is known to be small. What
// its functions mean reaches other packages as facts, or not at all.
package library
