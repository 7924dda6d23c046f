package progress

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/sites"
)

type lockOp uint8

const (
	noLock lockOp = iota
	locking
	unlocking
)

// lockOp: the table knows the mutexes that exclude each other; readers wait too.
func (a *Analysis) lockOp(common *ssa.CallCommon) lockOp {
	fn := flow.Callee(common)
	if fn == nil {
		return noLock
	}
	switch a.p.Table.Lookup(fn).Role {
	case knowledge.Lock, knowledge.TryLock:
		return locking
	case knowledge.Unlock:
		return unlocking
	}
	if fn.Pkg() != nil && fn.Pkg().Path() == "sync" {
		switch fn.Name() {
		case "Lock", "RLock", "TryRLock":
			return locking
		case "Unlock", "RUnlock":
			return unlocking
		}
	}
	return noLock
}

// held looks for a lock that the spawner holds when it starts the work, in the function
// that waits for the work or in a literal there. What the callers of that hold, they
// hold until the work is done.
func (a *Analysis) held(s *sites.Site, in *ssa.Function) (token.Pos, bool) {
	seen := map[ssa.Instruction]bool{}
	var look func(at ssa.Instruction) (token.Pos, bool)
	look = func(at ssa.Instruction) (token.Pos, bool) {
		if seen[at] {
			return token.NoPos, false
		}
		seen[at] = true
		fn := at.Parent()
		if pos, ok := a.heldAt(at); ok {
			return pos, true
		}
		if fn == in || fn.Parent() == nil || s.Repeat.Spawned == fn {
			return token.NoPos, false
		}
		uses := a.usesOf(fn)
		for _, use := range uses {
			switch {
			case use.starts:
				continue // a goroutine that holds nothing yet
			case use.handed && !a.harmless(use.call):
				return use.call.Pos(), true
			}
			if pos, ok := look(use.call); ok {
				return pos, true
			}
		}
		return fn.Pos(), len(uses) == 0
	}
	return look(s.Spawn.Instr)
}

// holdsRows: the loop goes over rows that keep a connection of a pool until the last is
// read, and the work uses what has that pool. With one connection it waits for the loop.
func (a *Analysis) holdsRows(s *sites.Site, w *walk) (token.Pos, bool) {
	for _, f := range s.Repeat.Factors {
		if f.Loop == nil {
			continue
		}
		for _, b := range f.Loop.InOrder() {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				next := flow.Callee(&call.Call)
				if next == nil || next.Name() != "Next" || next.Pkg() == a.p.Pkg || !hasMethod(flow.Receiver(&call.Call), "Scan") {
					continue
				}
				for pkg := range w.called {
					if pools(pkg, next.Pkg()) {
						return call.Pos(), true
					}
				}
			}
		}
	}
	return token.NoPos, false
}

func hasMethod(v ssa.Value, name string) bool {
	if v == nil {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// pools: pkg belongs to the module of the package rows, or is made on top of it.
func pools(pkg, rows *types.Package) bool {
	if pkg == rows || module(pkg.Path()) == module(rows.Path()) && !facts.Standard(rows) {
		return true
	}
	for _, imported := range pkg.Imports() {
		if imported == rows && !facts.Standard(pkg) {
			return true
		}
	}
	return false
}

// module guesses the module of a package: three elements of its path, the first a host.
func module(path string) string {
	parts := strings.SplitN(path, "/", 4)
	return strings.Join(parts[:min(len(parts), 3)], "/")
}

// A use is a call by which a literal runs.
type use struct {
	call ssa.CallInstruction
	// handed: the call gets the literal as an argument. starts: a goroutine runs it.
	handed, starts bool
}

// usesOf lists the calls by which a literal runs.
func (a *Analysis) usesOf(lit *ssa.Function) []use {
	var out []use
	for _, fn := range family(lit) {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return
			}
			common := call.Common()
			_, starts := instr.(*ssa.Go)
			if runs(common, lit) {
				out = append(out, use{call, false, starts})
				return
			}
			for _, arg := range common.Args {
				fns, _ := flow.Functions(arg)
				for _, g := range fns {
					if g == lit {
						role := a.p.Table.Lookup(flow.Callee(common)).Role
						out = append(out, use{call, true, starts || role == knowledge.Spawn})
						return
					}
				}
			}
		})
	}
	return out
}

// heldAt finds a lock taken on some way to instr and not given back on it.
func (a *Analysis) heldAt(instr ssa.Instruction) (token.Pos, bool) {
	fn := instr.Parent()
	in := map[*ssa.BasicBlock]map[any]token.Pos{}
	through := func(b *ssa.BasicBlock, until ssa.Instruction) map[any]token.Pos {
		held := map[any]token.Pos{}
		for k, v := range in[b] {
			held[k] = v
		}
		for _, i := range b.Instrs {
			if i == until {
				break
			}
			call, ok := i.(*ssa.Call)
			if !ok {
				continue
			}
			locked, unlocked := a.effect(&call.Call, nil, 0)
			for key := range locked {
				held[key] = call.Pos()
			}
			for key := range unlocked {
				delete(held, key)
			}
		}
		return held
	}
	for changed := true; changed; {
		changed = false
		for _, b := range fn.Blocks {
			for _, pred := range b.Preds {
				for k, v := range through(pred, nil) {
					if in[b] == nil {
						in[b] = map[any]token.Pos{}
					}
					if _, ok := in[b][k]; !ok {
						in[b][k] = v
						changed = true
					}
				}
			}
		}
	}
	for _, pos := range through(instr.Block(), instr) {
		return pos, true
	}
	return token.NoPos, false
}

// effect says which locks a call takes and keeps, and which it gives back that it did
// not take. Two mutexes that cannot be told apart are taken for one.
func (a *Analysis) effect(common *ssa.CallCommon, env flow.Env, depth int) (locked, unlocked map[any]bool) {
	locked, unlocked = map[any]bool{}, map[any]bool{}
	switch a.lockOp(common) {
	case locking:
		locked[a.p.KeyOf(flow.Receiver(common), env)] = true
		return locked, unlocked
	case unlocking:
		unlocked[a.p.KeyOf(flow.Receiver(common), env)] = true
		return locked, unlocked
	}
	fn := a.calledHere(common)
	if fn == nil || depth > 3 {
		return locked, unlocked
	}
	env = env.With(flow.EnvOf(common, fn))
	flow.Instructions(fn, false, func(instr ssa.Instruction) {
		call, ok := instr.(ssa.CallInstruction)
		if _, starts := instr.(*ssa.Go); !ok || starts {
			return
		}
		l, u := a.effect(call.Common(), env, depth+1)
		for key := range l {
			locked[key] = true
		}
		for key := range u {
			unlocked[key] = true
		}
	})
	for key := range locked {
		if unlocked[key] {
			delete(locked, key)
			delete(unlocked, key)
		}
	}
	return locked, unlocked
}

// harmless: a call that calls back comes from the standard library, or its body
// is here and takes no lock.
func (a *Analysis) harmless(call ssa.CallInstruction) bool {
	callee := flow.Callee(call.Common())
	if callee == nil {
		// An iterator, made by a function that it is the result of.
		if made, ok := a.p.Resolve(call.Common().Value, nil).(*ssa.Call); ok {
			return a.harmless(made)
		}
	}
	if callee != nil && standard(callee) {
		return a.p.Table.Lookup(callee).Role != knowledge.Once // others wait until it is done
	}
	fn := a.calledHere(call.Common())
	return fn != nil && !a.locks(fn)
}

// calledHere returns the body that a call runs, if there is one in this package.
func (a *Analysis) calledHere(common *ssa.CallCommon) *ssa.Function {
	if g := a.p.FuncOf(flow.Callee(common)); g != nil {
		return g
	}
	fns, ok := flow.Functions(common.Value)
	if ok && len(fns) == 1 && fns[0].Blocks != nil {
		return flow.Origin(fns[0])
	}
	return nil
}

// locks reports whether fn, or what it calls, takes a lock.
func (a *Analysis) locks(fn *ssa.Function) bool {
	found := false
	visit := func(instr ssa.Instruction) {
		if call, ok := instr.(ssa.CallInstruction); ok {
			found = found || a.lockOp(call.Common()) == locking
		}
	}
	seen := map[*ssa.Function]bool{fn: true}
	flow.Instructions(fn, true, func(instr ssa.Instruction) { a.follow([]ssa.Instruction{instr}, seen, visit) })
	return found
}

// follow visits instructions, and those of the functions of this package that they
// call, with the literals in them.
func (a *Analysis) follow(instrs []ssa.Instruction, seen map[*ssa.Function]bool, visit func(ssa.Instruction)) {
	body := func(g *ssa.Function) {
		if g == nil || seen[g] {
			return
		}
		seen[g] = true
		flow.Instructions(g, true, func(instr ssa.Instruction) { a.follow([]ssa.Instruction{instr}, seen, visit) })
	}
	for _, instr := range instrs {
		visit(instr)
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		body(a.p.FuncOf(flow.Callee(call.Common())))
		fns, _ := flow.Functions(call.Common().Value)
		for _, g := range fns {
			if g = flow.Origin(g); g.Blocks != nil {
				body(g)
			}
		}
	}
}
