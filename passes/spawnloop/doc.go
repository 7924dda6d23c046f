// Package spawnloop reports goroutines that are started in a loop that nothing
// bounds.
//
// # Analyzer spawnloop
//
// spawnloop: report goroutines started in a loop that nothing bounds
//
// Wrong: a million ids start a million goroutines.
//
//	func fetchAll(ids []string) {
//		var wg sync.WaitGroup
//		for _, id := range ids {
//			wg.Add(1)
//			go func() {
//				defer wg.Done()
//				fetch(id)
//			}()
//		}
//		wg.Wait()
//	}
//
// Right: the loop waits for a free slot before it starts the next one.
//
//	func fetchAll(ids []string) {
//		const maxInFlight = 16 // what the server admits
//		sem := make(chan struct{}, maxInFlight)
//		var wg sync.WaitGroup
//		for _, id := range ids {
//			sem <- struct{}{}
//			wg.Add(1)
//			go func() {
//				defer wg.Done()
//				defer func() { <-sem }()
//				fetch(id)
//			}()
//		}
//		wg.Wait()
//	}
//
// A go statement costs nothing, so a loop over data starts as much work as there
// is data: connections until the database refuses, memory until the process
// dies. The WaitGroup waits for the end; it does not hold the loop back.
//
// The check looks at each go statement and each sync.WaitGroup.Go that a loop, an
// iterator or a callback repeats, and asks where the number of turns comes from.
// A number written in the code, a count that somebody chose and the number of
// processors are bounds. The length of a parameter, of the result of a call, of a
// map that another loop fills, and the messages of a channel are not. Then it
// looks for a gate on every way from one spawn to the next, by control flow.
//
// # Findings
//
// The category of a finding says what is missing.
//
//   - unbounded: no limit was found before the spawn.
//   - inside: a semaphore is acquired by the work itself. The work is bounded, the
//     goroutines are not: all of them start and wait in memory.
//   - datasized: the semaphore has room for every element.
//   - givenback: the token is given back at once, by the spawner or by a goroutine
//     of its own.
//   - notalways: the acquire is not on every way to the spawn.
//
// # What stays silent
//
// These count as bounded: a token sent to or taken from a channel before the
// spawn and given back by the work, also in a select; a weighted semaphore; a
// limiter of your own that waits, when the check can see it; a join in the same
// iteration; a worker that takes its tasks from a shared channel; a flag or a counter
// that keeps the spawn from being reached; chunks and slices cut to a constant; a
// spawn that leaves the loop. So does anything the check cannot see.
//
// Level audit adds what is unbounded and usually fine: one goroutine per part of
// the receiver, per element that is itself the thing that runs, per connection,
// per command argument; long-lived work; work that only waits for a signal. Level
// strong keeps only what nobody waits for, what was bounded in vain,
// what stands beside a limited spawn in the same file, what follows the rows of a
// query or a decoded request, and loops over different data that multiply.
//
// Work that a handler starts once per request or message has no loop to report:
// that is handlerspawn's.
//
// Tests, examples and generated files are left out, unless the flags -tests and
// -generated of the program ask for them.
//
// # How to say that it is meant
//
// A directive on the loop, the spawn, the function, the parameter or the field
// says what the code cannot show:
//
//	//inflight:bounded one per configured region, at most six
//	for _, region := range regions {
package spawnloop
