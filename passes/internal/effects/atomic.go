package effects

import (
	"go/types"
	"strings"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// An Atomic is what a function does to an atomic number or flag.
type Atomic uint8

const (
	NotAtomic Atomic = iota
	OtherAtomic
	Load
	Store
	Add
	Swap
	CompareAndSwap
)

// AtomicOf returns what fn does, if it is a function or method of the standard
// library's atomic numbers and flags, or of the package that had such types before it.
// The functions of the former are named after what they do and to what: LoadInt32.
func AtomicOf(fn *types.Func) Atomic {
	if fn == nil || fn.Pkg() == nil {
		return NotAtomic
	}
	switch knowledge.PackagePath(fn.Pkg()) {
	case "sync/atomic", "go.uber.org/atomic":
	default:
		return NotAtomic
	}
	switch name := fn.Name(); {
	case strings.HasPrefix(name, "Load"):
		return Load
	case strings.HasPrefix(name, "Store"):
		return Store
	case strings.HasPrefix(name, "Add"):
		return Add
	case strings.HasPrefix(name, "Swap"):
		return Swap
	case strings.HasPrefix(name, "CompareAndSwap"):
		return CompareAndSwap
	}
	return OtherAtomic
}
