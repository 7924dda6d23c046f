// Package semaphore reports semaphores that limit nothing, and tokens that are lost.
//
// # Analyzer semaphore
//
// semaphore: report semaphores that limit nothing, and tokens that are lost
//
// Wrong: each URL that cannot be read takes a token with it. After eight of them
// nothing runs any more.
//
//	func (c *Crawler) visit(url string) error {
//		c.slots <- struct{}{} // made with room for 8
//		page, err := fetch(url)
//		if err != nil {
//			return err
//		}
//		err = c.store(page)
//		<-c.slots
//		return err
//	}
//
// Right: the token is given back on every way.
//
//	func (c *Crawler) visit(url string) error {
//		c.slots <- struct{}{}
//		defer func() { <-c.slots }()
//		page, err := fetch(url)
//		if err != nil {
//			return err
//		}
//		return c.store(page)
//	}
//
// A semaphore is a promise of two: so many tokens, and each of them comes back. It
// breaks in silence. A token that is lost makes the program a little slower each
// time, until it stands still. A semaphore with room for everything, or one that is
// acquired by goroutines that have all been started already, looks like a limit in
// review and is none under load.
//
// A semaphore is here what the table of libraries knows as one, such as
// golang.org/x/sync/semaphore, and a channel that is used as one, whatever its name: values that say nothing are sent on it before the
// work and received after it, or the other way round where whoever makes the channel
// fills it. The check follows each way through the function, with its helpers and the
// work that it starts: a defer gives back on all ways that follow it, work that is
// started takes the token along, and a failed attempt takes none.
//
// # Findings
//
//   - inside: the semaphore is acquired by the work itself. The work is bounded, the
//     goroutines are not: all of them start and wait in memory.
//   - datasized: the semaphore has room for every element of the data.
//   - givenback: the token is given back at once, by the spawner or by a goroutine
//     of its own.
//   - leak: a return, or the next turn of a loop, keeps the token that other ways
//     give back; or a panic does that the function recovers from.
//   - twice: the token is given back twice on one way, by a defer and before it.
//   - untaken: a token is given back also where none was taken, as behind a select
//     that ended with the context. A channel then blocks, a semaphore panics or lets
//     one more in.
//   - early: the work goes on when it has given its token back.
//   - ignored: nobody looks at the error of Acquire, whose context can end, or at the
//     result of TryAcquire.
//   - cause: Acquire gets the context of a group, which ends when work of the group
//     fails. The function returns that context's error, not the one that the group
//     knows, and leaves without a wait.
//   - zero: the semaphore has no room: nothing can ever be taken.
//   - client: the room comes from a request, and no upper limit was found.
//
// # Fix
//
// A semaphore that the work acquires first is acquired before the work starts; one with
// room for all gets a limit: docs/rewrites.md says what has to be proven for it. Releases
// that stand at the end of all other ways become a defer behind the acquire. Where the
// function returns an error and nothing else, and has nothing to undo, it returns that of
// an Acquire that was ignored. Where an Acquire hides the error of a group, the function
// waits for the group first, if the work is proven to end.
//
// # What stays silent
//
// A function that keeps the token where it succeeds and gives it back where it fails
// hands it to its caller. So may any function that keeps one, unless it gives back on
// other ways on which it fails too, while another function gives back to the same
// semaphore; one whose semaphore leaves the package or has a second name; and one that
// returns or stores the function that gives back. Ways that only take, as those that
// fill the semaphore to wait for all work, keep nothing, and when the function that made
// the semaphore returns, nobody waits for its tokens any more. Ways that end the
// process, or that differ in a test that has gone the other way before, are none. A
// limiter of another package is left alone.
//
// A channel that is closed, ranged over, or of which somebody receives what he has not
// sent, carries messages, and an element of a slice or map of semaphores is not told from
// the others.
//
// Groups and pools are errgrouplimit's. At level audit, early is added, and what
// spawnloop and handlerspawn add there. Level strong keeps what limits nothing and tokens
// that are lost, given back twice or never taken; a semaphore that callers hand over is
// left to level data.
//
// Tests, examples and generated files are left out, unless the flags -tests and
// -generated of the program ask for them.
//
// # How to say that it is meant
//
// A directive on the line that takes the token, or on the function, says why:
//
//	//inflight:ignore semaphore Close gives it back
//	c.slots <- struct{}{}
package semaphore
