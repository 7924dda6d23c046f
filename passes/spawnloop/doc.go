// Package spawnloop reports goroutines, processes and timers that are started in a
// loop that nothing bounds.
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
// The check looks at what starts work and is repeated: go statements,
// sync.WaitGroup.Go and what is like it, exec.Cmd.Start, time.AfterFunc, and calls
// of functions that start a goroutine for their argument, or one of their own, and
// return. Such a function may stand in the same package or in another:
//
//	for _, id := range ids {
//		s.Start(id) // s.Start per element of ids (parameter): it starts a goroutine and returns, no limit found before it
//	}
//
// One that starts a goroutine on some ways only, or after it has taken a lock, is
// looked into if it stands in the same package: "it can start a goroutine".
//
// What repeats it is a loop, an iterator, a callback that runs once per element, or
// a recursion that branches: a function that starts itself, and calls or starts
// itself in a second place. The check asks where the number of turns comes from.
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
//   - notalways: the acquire is not on every way to the spawn.
//   - lifted: the limiter was made with a number that means no limit, as
//     sizedwaitgroup.New(0) does.
//
// # Fix
//
// Where the function waits for the work after the loop, and the work waits for
// nothing that comes later, the fix is the code above: a semaphore that is acquired
// before the spawn and released by the work. Results that are received after the
// loop would make it hang: their channel gets room for each element, or there is no
// fix. docs/rewrites.md says what is proven, and what keeps a fix from being
// offered; -explain says so for each finding.
//
// The flag -alternatives, for editors, adds an errgroup with a limit, a fixed number
// of workers, and, for work that nobody waits for, the semaphore all the same.
//
// # What stays silent
//
// These count as bounded: a token sent to or taken from a channel before the spawn
// and given back by the work, also in a select; a weighted semaphore; a limiter of
// your own that waits, also one of another package; a join in the same iteration,
// such as Wait of the process that it started; a worker that takes its tasks from
// a shared channel; a flag or a counter that keeps the spawn from being reached; a
// method that notes something in its receiver and says yes or no, where the work
// runs only after a yes and tells the receiver when it is done; a listener that
// has only so many connections open, such as that of netutil.LimitListener; work
// that ends at once if it is told that other work is at it, by a swapped flag, a
// lock that it tries or a channel without room; messages that the work
// acknowledges, of a broker that was told how many to hand out; the messages that
// one call received; chunks and slices cut to a constant; a spawn that leaves the
// loop.
//
// So does anything the check cannot see: a limiter behind an interface, a function
// of another package that starts a goroutine on some ways only, a function value in
// a field. Of an interface it looks only at what spawns, and only if the value can
// have no other type there.
//
// Level audit adds what is unbounded and usually fine: one goroutine per part of
// the receiver, per element that is itself the thing that runs, per connection,
// per command argument; long-lived work; work that only waits for a signal; timers;
// what a function starts on some ways only;
// at most one goroutine per key, as with singleflight; work that acknowledges its
// message when it is done; and what stands in a callback of which nobody can see
// how often it is called. A callback of what can be ranged over, as sync.Map.Range,
// runs once per element at every level.
//
// Level strong keeps only what nobody waits for, what was bounded in vain, what
// stands beside a limited spawn in the same file, what follows the rows of a query
// or a decoded request, messages that their broker takes as done when they are
// received, and loops over different data that multiply.
//
// Work that a handler starts once per request or message has no loop to report:
// that is handlerspawn's. A semaphore that does not hold the loop back, because the
// work acquires it, because it has room for all, or because the token is given back
// at once, is reported by semaphore.
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
//
// What functions of your own do, where it cannot be seen, is said once with the
// flag -rows of the program: docs/libraries.md explains it.
package spawnloop
