// Package errgrouplimit reports groups and pools that start work in a loop over
// data and have no limit, or one that limits nothing.
//
// # Analyzer errgrouplimit
//
// errgrouplimit: report groups and pools without an effective limit
//
// Wrong: g.Go starts a goroutine at once, however many there are.
//
//	g, ctx := errgroup.WithContext(ctx)
//	for _, id := range ids {
//		g.Go(func() error { return fetch(ctx, id) })
//	}
//	return g.Wait()
//
// Right: with a limit, g.Go waits until one of them has finished.
//
//	g, ctx := errgroup.WithContext(ctx)
//	g.SetLimit(16) // what the server admits
//	for _, id := range ids {
//		g.Go(func() error { return fetch(ctx, id) })
//	}
//	return g.Wait()
//
// A group without SetLimit bounds nothing; it only collects the first error. What
// holds for errgroup holds for every group or pool that can have a limit: those of
// conc, ants, pond and others, each with its own way to set one. docs/libraries.md
// lists them: in its rows, open says that there is no limit unless one is set, and
// closed that there is one unless it is lifted.
//
// The check looks for a limit on the same group wherever the group can be seen: in
// the function, in function literals within it, on the same field in a constructor,
// in the function that made the group or got it, also one of another package.
//
// Where the work of a group adds to the same group, the check does not advise a
// limit: with one, all that are under way can wait for a place at once.
//
// # Findings
//
//   - nolimit: Go is called once per element of data, or recursively, on a group
//     that no limit was found for.
//   - lifted: the limit is a number that means none, as SetLimit(-1) does, or
//     ants.NewPool(0).
//   - nested: the work of a group that has a limit adds to the same group: once all
//     of the limit does so, it waits for ever.
//   - datasized: the limit is the length of the data.
//   - late: SetLimit comes after the first Go. On a group that had no limit it
//     does not panic, but what was started before gives back a slot that it never
//     took, so that Wait can hang.
//   - zero: SetLimit(0) lets no Go start: the first one waits for ever.
//   - dropped: the result of TryGo, or of what is like it, is ignored. When the
//     group is full, the work is not done.
//   - inside: a semaphore is acquired by the work itself, after the goroutine has
//     started. The work is bounded, the goroutines are not.
//
// # Fix
//
// A group that its function makes, uses and waits for gets its limit where it is
// declared; a number that means none is replaced; a SetLimit that comes late moves
// up; an ignored TryGo becomes Go. That is offered only where the work waits for
// nothing that comes later: see docs/rewrites.md.
//
// # What stays silent
//
// A group that is received as a parameter, or that the caller of a constructor
// passed in, is its owner's business. So is one from another package, unless it can
// be seen that a function there made it, and with which limit. A semaphore, a
// join or another gate before g.Go bounds the work as a limit does; see spawnloop
// for what counts, and for the levels. What adds to a group once per request of a
// handler is not reported.
//
// # How to say that it is meant
//
// A directive says what the code cannot show:
//
//	//inflight:bounded a handful of platforms
//	for _, p := range platforms {
//
// The flag -rows of the program makes a type of your own a group or pool, such as
// one that starts work in its method Go:
//
//	inflight -rows '(*example.com/app/jobs.Group).Go=spawn open' ./...
package errgrouplimit
