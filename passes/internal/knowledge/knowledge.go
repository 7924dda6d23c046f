// Package knowledge is the one table of what library functions mean to the
// analysis: which start work, which make the caller wait, which deliver data.
//
// A row names a function in full, gives its role and cites where the role is
// documented. The analysis has no other opinion about a library function; what
// is not in the table and cannot be looked into is unknown.
package knowledge

import (
	"go/types"
	"strings"
)

// A Role says what a call of a function does.
type Role uint8

const (
	None Role = iota

	// Spawn: the function argument runs in a goroutine of its own, or on one
	// of a pool.
	Spawn
	// TrySpawn: as Spawn when there is room, else nothing starts; the result
	// says which.
	TrySpawn
	// Start: the call starts a process, which the receiver stands for.
	Start
	// Supervise: the argument, a function or a value with methods, runs in a
	// goroutine of its own until it is told to stop.
	Supervise
	// Fixed: the function argument runs in a goroutine of its own, as one of a
	// set that is written out in the program.
	Fixed
	// Limit: the call sets how many spawns of the receiver may be in flight.
	Limit
	// Same: the result is the receiver in another form, with the same limit.
	Same
	// Join: the call returns when all work of the receiver is done.
	Join
	// Acquire: the call waits for a token of the receiver.
	Acquire
	// TryAcquire: the call takes a token if there is one; the result says.
	TryAcquire
	// Release: the call gives a token back.
	Release
	// Rate: the call waits for a rate limiter; a rate bounds how fast work
	// starts, not how much is in flight.
	Rate
	// Lock, TryLock and Unlock: a mutex.
	Lock
	TryLock
	Unlock
	// Notify: the call waits for a signal of the receiver.
	Notify
	// Signal: the call wakes who waits for a signal of the receiver.
	Signal
	// Once: the function argument runs at most once.
	Once

	// Retry: the function argument runs again until it succeeds or the policy
	// gives up.
	Retry

	// Iterate: the function argument runs once per element, and has ended when
	// the call returns.
	Iterate
	// Handle: the function argument runs once per message or request, for as
	// long as the program serves.
	Handle
	// Receive: the call waits for the next message of a peer or broker, or for
	// the next few.
	Receive
	// Serve: the call comes back when somebody stops it, or it fails.
	Serve
	// Deliver: the result is a channel of such messages, or an iterator over
	// them.
	Deliver
	// Ack: the call tells the broker that a message is done; until then the
	// message counts against what the broker hands out.
	Ack
	// Prefetch: the call says how many messages that are not acknowledged the
	// broker hands out.
	Prefetch
	// Elements: the result holds the elements of the argument, or fewer.
	Elements
	// Chunks: the result yields pieces of the argument.
	Chunks
	// Listing: the result is as long as something outside the program: a
	// folder, a table, a remote list.
	Listing
	// Arguments: the result holds the arguments the user gave the command.
	Arguments
	// Processors: the result is a number of processors.
	Processors

	// NewGroup: the result is a group or pool without a limit.
	NewGroup
	// NewLimited: the result is a group or pool with the argument as limit; with
	// -1 for an argument, one whose limit the library chooses.
	NewLimited
	// NewSemaphore: the result is a semaphore with the argument as capacity.
	NewSemaphore
	// NewListener: the result is a listener that has no more connections open
	// than the argument says.
	NewListener
	// NoReturn: the call does not return.
	NoReturn
	// Quiet: bookkeeping, logging or metrics; it is not the work.
	Quiet
)

// A Pool says what holds the work of a Spawn or TrySpawn together.
type Pool uint8

const (
	// NoPool: nothing that could have a limit.
	NoPool Pool = iota
	// Open: the receiver has no limit unless one is set.
	Open
	// Closed: the receiver has a limit unless it is lifted.
	Closed
)

// Lifts says which numbers stand for no limit at all, in a row with the role
// Limit, NewLimited, NewSemaphore or NewListener.
type Lifts uint8

const (
	LiftsNothing Lifts = iota
	LiftsNegative
	LiftsZero
	LiftsNotPositive
)

// A Func is one row: a function and its role.
type Func struct {
	Role Role
	// Arg is the index of the argument the role speaks of, the receiver not
	// counted: the work of a Spawn, the callback of an Iterate, the container
	// of Elements, the count of a Limit or NewSemaphore. The work of a pool that
	// was made with a function is what it is given to do.
	Arg   int
	Pool  Pool
	Lifts Lifts
	// Broker: who sent the message takes it as done when it was received, or
	// when the function that it was given to returns.
	Broker bool
	// Keyed: at most one piece of work is in flight for each key that the call is
	// given.
	Keyed bool
	// Ref is where the role is documented.
	Ref string
}

// A Table answers what library functions mean. The zero value knows the built-in
// rows.
type Table struct{ added map[string]map[string]Func }

// Lookup returns the row of fn. Its Role is None for a function that is not in
// the table. An instance of a generic function has the row of its origin.
func (t *Table) Lookup(fn *types.Func) Func {
	if fn == nil || fn.Pkg() == nil {
		return Func{}
	}
	path := PackagePath(fn.Pkg())
	builtin, ok := table[path]
	var added map[string]Func
	if t != nil && t.added != nil {
		added = t.added[path]
	}
	if !ok && added == nil {
		return Func{}
	}
	name := localName(fn.Origin())
	if row, ok := added[name]; ok {
		return row
	}
	return builtin[name]
}

// Limitable reports whether t is a group or pool that can have a limit of its
// own.
func (t *Table) Limitable(typ types.Type) bool {
	return t.method(typ, func(row Func) bool { return row.Pool != NoPool })
}

// Semaphore reports whether tokens of t can be acquired.
func (t *Table) Semaphore(typ types.Type) bool {
	return t.method(typ, func(row Func) bool { return row.Role == Acquire })
}

// method reports whether a method of t has a row that is as asked.
func (t *Table) method(typ types.Type, is func(Func) bool) bool {
	n := named(typ)
	if n == nil || n.Obj().Pkg() == nil {
		return false
	}
	path, prefix := PackagePath(n.Obj().Pkg()), n.Obj().Name()+"."
	var added map[string]Func
	if t != nil {
		added = t.added[path]
	}
	some := func(rows, instead map[string]Func) bool {
		for name, row := range rows {
			if _, ok := instead[name]; !ok && is(row) && strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	}
	return some(table[path], added) || some(added, nil)
}

// Prefetches reports whether the library of fn has a call that says how many
// messages the broker hands out: without that call it hands out all.
func (t *Table) Prefetches(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	path := PackagePath(fn.Pkg())
	has := func(rows map[string]Func) bool {
		for _, row := range rows {
			if row.Role == Prefetch {
				return true
			}
		}
		return false
	}
	return has(table[path]) || t != nil && has(t.added[path])
}

// A Served is a type that a function takes because a server or consumer calls it
// once per request or message.
type Served struct {
	Path, Name string
	// Message: what arrives is a message of a broker, which takes it as done
	// when the function returns or says so.
	Message bool
	// Ref is where the type is documented.
	Ref string
}

// ServedType returns the row of t when it is such a type, or points to one.
func ServedType(t types.Type) (Served, bool) {
	n := named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return Served{}, false
	}
	path := PackagePath(n.Obj().Pkg())
	for _, s := range served {
		if s.Name == n.Obj().Name() && s.Path == path {
			return s, true
		}
	}
	return Served{}, false
}

// PackagePath is the import path of pkg without the folders that vendoring puts
// before it.
func PackagePath(pkg *types.Package) string {
	path := pkg.Path()
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return strings.TrimPrefix(path, "vendor/")
}

// localName is the key of fn in its package's rows: Name, or Type.Name for a
// method, whatever the form of the receiver.
func localName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name() + "." + fn.Name()
	}
	return "?." + fn.Name()
}

// IsNamed reports whether t, or what it points to, is the named type
// path.name.
func IsNamed(t types.Type, path, name string) bool {
	n := named(t)
	return n != nil && n.Obj().Name() == name && n.Obj().Pkg() != nil && PackagePath(n.Obj().Pkg()) == path
}

// named is the named type that t is or points to, nil if it is neither.
func named(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}
