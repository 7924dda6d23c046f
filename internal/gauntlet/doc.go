// Package gauntlet runs the programs of testdata/gauntlet before and after
// inflight has rewritten them, and requires that they do the same with less at
// once. Its README says what a program looks like.
//
// The environment variable GAUNTLET chooses how much of that its tests do:
//
//   - by default, all but the module that needs a SQLite driver;
//   - full: all, and the proof that the programs that may not be rewritten hang
//     if someone does it without a look at their work;
//   - before: all programs as they are, without a rewrite. That is how a new
//     program is tried.
package gauntlet
