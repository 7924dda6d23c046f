// Package errgrouplimit reports errgroups that start work in a loop over data
// and have no limit, or one that limits nothing.
//
// # Analyzer errgrouplimit
//
// errgrouplimit: report errgroups without an effective limit
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
// A group without SetLimit bounds nothing; it only collects the first error. The
// check looks for a SetLimit on the same group wherever the group can be seen: in
// the function, in function literals within it, on the same field in a constructor, in the
// function of the package that made the group.
//
// # Findings
//
//   - nolimit: Go is called once per element of data, or recursively, on a group
//     that no SetLimit was found for.
//   - lifted: the limit is a number that means none, as SetLimit(-1) does.
//   - nested: the work of a group that has a limit adds to the same group: once all
//     of the limit does so, it waits for ever.
//   - datasized: the limit is the length of the data.
//   - late: SetLimit comes after the first Go. On a group that had no limit it
//     does not panic, but what was started before gives back a slot that it never
//     took, so that Wait can hang.
//   - zero: SetLimit(0) lets no Go start: the first one waits for ever.
//   - dropped: the result of TryGo is ignored. When the group is full, the work
//     is not done.
//   - inside: a semaphore is acquired by the work itself, after the goroutine has
//     started. The work is bounded, the goroutines are not.
//
// # What stays silent
//
// A group that is received as a parameter, that another package returned, or that
// the caller of a constructor passed in is its owner's business. A semaphore, a
// join or another gate before g.Go bounds the work as a limit does; see spawnloop
// for what counts, and for the levels.
//
// # How to say that it is meant
//
// A directive says what the code cannot show:
//
//	//inflight:bounded a handful of platforms
//	for _, p := range platforms {
package errgrouplimit
