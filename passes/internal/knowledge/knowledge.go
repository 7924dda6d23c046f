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

	// Spawn: the function argument runs in a goroutine of its own.
	Spawn
	// TrySpawn: as Spawn when there is room, else nothing starts; the result
	// says which.
	TrySpawn
	// Limit: the call sets how many spawns of the receiver may be in flight.
	Limit
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

	// Iterate: the function argument runs once per element.
	Iterate
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

	// NewGroup: the result is a group without a limit.
	NewGroup
	// NewSemaphore: the result is a semaphore with the argument as capacity.
	NewSemaphore
	// NoReturn: the call does not return.
	NoReturn
	// Quiet: bookkeeping, logging or metrics; it is not the work.
	Quiet
)

// A Func is one row: a function and its role.
type Func struct {
	Role Role
	// Arg is the index of the argument the role speaks of, the receiver not
	// counted: the work of a Spawn, the callback of an Iterate, the container
	// of Elements, the count of a Limit or NewSemaphore.
	Arg int
	// Ref is where the role is documented.
	Ref string
}

// Lookup returns the row of fn. Its Role is None for a function that is not in
// the table. An instance of a generic function has the row of its origin.
func Lookup(fn *types.Func) Func {
	if fn == nil || fn.Pkg() == nil {
		return Func{}
	}
	names, ok := table[PackagePath(fn.Pkg())]
	if !ok {
		return Func{}
	}
	return names[localName(fn.Origin())]
}

// Package reports whether the table has a row of the given role in pkg.
func Package(pkg *types.Package, role Role) bool {
	for _, row := range table[PackagePath(pkg)] {
		if row.Role == role {
			return true
		}
	}
	return false
}

// requests are types that a function takes because a server calls it once per
// request.
var requests = []struct{ path, name string }{
	{"net/http", "ResponseWriter"},
	{"github.com/gin-gonic/gin", "Context"},
	{"github.com/labstack/echo/v4", "Context"},
	{"github.com/gofiber/fiber/v2", "Ctx"},
	{"github.com/gofiber/fiber/v3", "Ctx"},
	{"github.com/valyala/fasthttp", "RequestCtx"},
}

// IsRequest reports whether t is the type of a request that a server hands to a
// handler.
func IsRequest(t types.Type) bool {
	for _, r := range requests {
		if IsNamed(t, r.path, r.name) {
			return true
		}
	}
	return false
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
	t = types.Unalias(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, ok := t.(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && PackagePath(n.Obj().Pkg()) == path
}
