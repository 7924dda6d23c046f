// Package inventory lists the spawns of a package: the knobs of the program.
//
// # Analyzer inventory
//
// inventory: list every place that starts work, and what bounds it
//
// The check finds no fault. It prints one line for each place that starts work: go
// statements, sync.WaitGroup.Go, groups and pools, processes, timers, and calls of
// functions that start a goroutine, where they are repeated: its regime, the gate,
// how many may be in flight, and where that number comes from. It is off unless
// it is named:
//
//	inflight -inventory ./...
//
// # Findings
//
// The category is the regime.
//
//   - sequential: reached once, or at most one at a time.
//   - bounded: at most k in flight.
//   - unbounded: nothing was found that makes the spawner wait.
//   - unknown: the analysis cannot see it.
package inventory
