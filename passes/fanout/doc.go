// Package fanout reports results that nobody receives: work that waits for ever on a
// channel, and functions that wait for work that waits for them.
//
// # Analyzer fanout
//
// fanout: report work that waits for ever on a channel when its function has returned
//
// Wrong: with the first error the function returns, and nobody receives from the
// others.
//
//	func checkAll(hosts []string) error {
//		results := make(chan error)
//		for _, host := range hosts {
//			go func() { results <- check(host) }()
//		}
//		for range hosts {
//			if err := <-results; err != nil {
//				return err
//			}
//		}
//		return nil
//	}
//
// Right: there is room for every result, so that nobody has to be there for it.
//
//	func checkAll(hosts []string) error {
//		results := make(chan error, len(hosts))
//		...
//	}
//
// A goroutine that waits to send is never collected: its stack, what it refers to and
// the connection it holds stay until the process ends. One that is lost per request or
// per timeout is a leak like any other, only slower to be found.
//
// The check makes a model of each function that makes a channel, and of the work
// that it starts: only what happens on its channels, groups and semaphores is left.
// Then it goes through all states that the model can reach, as a debugger would
// that could try every order. Loops over data go round more often than any constant
// of the code says. What stands before an early return, in a literal, in a deferred
// call, or in a function of the same package that gets the channel, counts.
//
// # Findings
//
//   - abandoned: work waits for ever to send. The message names the return, or the
//     case of a select, after which nobody receives.
//   - unserved: work waits for ever to receive, because nobody closes the channel.
//   - deadlock: the function waits for work that waits for the function: for a place in
//     a semaphore or group, or in Wait, before it receives the results. With few elements
//     it goes well.
//   - closed: a send, or a second close, can come when the channel is closed, and
//     panics. Most often a receiver closes it on its way out.
//   - unread: no code of the package receives from the channel, a field or variable that
//     nobody else can reach. A send on it waits for ever, or panics when the channel is
//     closed.
//
// # Fix
//
// Room for what is sent: make(chan T, 1) for one result, make(chan T, len(items)) where the
// elements are in memory. It is offered if the model then has no such state, and the send
// is the last thing that the work does, so that nothing happens earlier than before.
// docs/rewrites.md says what is proven; -explain says for each finding what keeps the fix
// from being offered.
//
// A producer that sends one message after the other needs a select on a context that
// ends when the function returns:
//
//	select {
//	case out <- line:
//	case <-ctx.Done():
//		return
//	}
//
// Where the function makes such a context, the flag -alternatives, for editors, offers that:
// when the context ends before, messages are dropped, so it is for a person to choose.
//
// # What stays silent
//
// A channel that others can reach: one that is returned, stored, sent, or handed to a
// function of another package. A send or receive in a select with a case that comes from
// elsewhere, such as that of a context, or with a default. A way out of the function
// that hangs together with what happened before: a number of results that it counts
// itself, a flag, the same condition asked twice, a message that says that it is the
// last. A send or a close under a lock, which may look first. Functions with which the program
// ends: main, and ways that end in a panic, os.Exit or log.Fatal.
//
// Level audit adds what main calls once, work that serves until the program ends, and
// a function that waits when all work has ended. Level strong keeps only what waits
// once per element.
//
// # How to say that it is meant
//
// A directive on the line says why:
//
//	//inflight:ignore fanout the process ends after this
package fanout
