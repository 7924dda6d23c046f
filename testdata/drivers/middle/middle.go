// Package middle wraps the library: what its functions mean depends on facts
// about that, and is one more fact.
package middle
