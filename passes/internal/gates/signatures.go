package gates

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// hands reports whether a call gives the spawner something to work on: then it
// waits for work, not for room. An error, a bool or a release function is not
// work.
func hands(call *ssa.Call) bool {
	res := call.Call.Signature().Results()
	for i := range res.Len() {
		t := res.At(i).Type()
		if _, release := t.Underlying().(*types.Signature); !release && !isBool(t) && !knowledge.IsError(t) {
			return true
		}
	}
	return false
}

// abstract returns the first of the methods that is one of an interface and could be an
// acquire, nil if none is.
func abstract(methods []*types.Func) *types.Func {
	for _, m := range methods {
		if recv := m.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) && returnsLittle(m) {
			return m
		}
	}
	return nil
}

// returnsLittle: nothing, an error, or whether it worked, as what takes a token does.
// A method with any number of arguments is a logger's, and one beside methods of
// fractions a gauge's.
func returnsLittle(fn *types.Func) bool {
	if fn.Signature().Variadic() || measures(fn) {
		return false
	}
	res := fn.Signature().Results()
	return res.Len() == 0 || res.Len() == 1 && knowledge.IsError(res.At(0).Type()) || returnsBool(fn)
}

func returnsBool(fn *types.Func) bool {
	res := fn.Signature().Results()
	return res.Len() == 1 && isBool(res.At(0).Type())
}

// measures: fn belongs to an interface that takes or gives fractions.
func measures(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil {
		return false
	}
	iface, ok := recv.Type().Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for i := range iface.NumMethods() {
		params := iface.Method(i).Signature().Params()
		for j := range params.Len() {
			if b, ok := params.At(j).Type().Underlying().(*types.Basic); ok && b.Kind() == types.Float64 {
				return true
			}
		}
	}
	return false
}

// isRunning: objects whose paired calls are known not to bound anything.
func isRunning(t types.Type) bool {
	return knowledge.IsNamed(t, "sync", "WaitGroup") || knowledge.IsNamed(t, "sync", "Mutex") ||
		knowledge.IsNamed(t, "sync", "RWMutex") || knowledge.IsNamed(t, "context", "Context")
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Bool
}
