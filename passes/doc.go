// Package passes holds the checks, one folder a check, and under internal what
// they share.
package passes
