package streams

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
)

// A Kind says in what way a call writes.
type Kind uint8

const (
	// Plain: it writes what it is given.
	Plain Kind = iota
	// Finish: it tells of writes that a layer did not tell of.
	Finish
	// Helper: it is a function that writes on the way, and hands the error on.
	Helper
	// Guessed: a method of an interface of the program that writes or sends by its name.
	Guessed
)

// A Write is a call that writes, or finishes writing, and whose error nobody looks at in
// time.
type Write struct {
	Call ssa.CallInstruction
	Node *ast.CallExpr
	Fn   *types.Func
	Kind Kind
	Row  knowledge.Writing
	// To is the value that is written to, nil for a helper and for what creates its file.
	To    ssa.Value
	Sinks []Sink
	Fate  Fate

	// Loop is the innermost loop around the call; nil when there is none.
	Loop *flow.Loop
	// Endless: the loop goes on for as long as something comes.
	Endless bool
	// Returns: the function tells its caller whether it worked; of a literal without
	// such a result, the function that it stands in.
	Returns bool
	// Repeated: a literal without a loop of its own, which is made in a loop.
	Repeated bool
	// Claims: of the error that the function returns, nothing but nil is ever said.
	Claims bool
	// Varies: each turn of the loop writes to another writer.
	Varies bool
	// Reads: the loop also reads from what it writes to, which fails when the peer is
	// gone.
	Reads bool
	// Watches: the loop ends with a context.
	Watches bool
	// Heard: other code reads from the connection, and so learns that the peer is gone.
	Heard bool
	// Endless around: a loop around this one goes on for as long as something comes.
	EndlessAround bool
	// Prints: the function also formats text for the writer and drops the error of that.
	Prints bool
	// Asked: somebody looks at what Close, or a like method, of the writer says.
	Asked bool
	// Told: the error of a later call tells of this one, or somebody out of sight may
	// ask.
	Told bool
}

// findWrites fills the table.
func (t *Table) findWrites() {
	told, heard, asked := t.toldOf(), t.heardOf(), t.askedOf()
	t.Calls(func(call ssa.CallInstruction, fn *types.Func, node *ast.CallExpr) {
		w := t.writing(call, fn, node)
		if w == nil || inWriter(call.Parent()) {
			return
		}
		if _, started := call.(*ssa.Go); started {
			return
		}
		if w.Fate = t.FateOf(call); w.Fate == Looked || failing(call) {
			return
		}
		w.Loop = t.P.Loops(call.Parent()).Of(call)
		w.Endless = w.Loop != nil && t.endless(w.Loop)
		w.Returns = tells(call.Parent())
		w.Claims = claims(call.Parent())
		w.Repeated = t.repeated(call.Parent())
		w.Varies = w.Loop != nil && varies(w)
		w.Reads = w.Loop != nil && t.readsSame(w)
		w.Watches = w.Loop != nil && watches(w.Loop)
		w.Heard = w.Loop != nil && (heard[t.keyOf(w)] || t.setsDeadline(w))
		for l := w.Loop; l != nil; l = l.Parent {
			w.EndlessAround = w.EndlessAround || t.endless(l)
		}
		w.Told = t.told(w, told)
		w.Asked = asked[t.keyOf(w)]
		t.Writes = append(t.Writes, w)
	})
	type printed struct {
		fn *ssa.Function
		to any
	}
	prints := map[printed]bool{}
	for _, w := range t.Writes {
		if key := t.keyOf(w); key != nil && w.Row.Prints {
			prints[printed{w.Call.Parent(), key}] = true
		}
	}
	for _, w := range t.Writes {
		w.Prints = prints[printed{w.Call.Parent(), t.keyOf(w)}] && !w.Row.Prints
	}
	slices.SortStableFunc(t.Writes, func(a, b *Write) int { return int(a.Node.Pos() - b.Node.Pos()) })
}

// writing returns the write that a call is, nil if it is none.
func (t *Table) writing(call ssa.CallInstruction, fn *types.Func, node *ast.CallExpr) *Write {
	w := &Write{Call: call, Node: node, Fn: fn}
	if _, ok := ErrorOf(call); !ok {
		return nil
	}
	row, ok := knowledge.WritingOf(fn)
	switch {
	case ok:
		w.Row = row
		if row.Creates {
			w.Sinks = []Sink{{Kind: knowledge.File}}
			return w
		}
		w.To = flow.Receiver(call.Common())
		if args := flow.Args(call.Common()); row.To >= 0 {
			if row.To >= len(args) {
				return nil
			}
			w.To = args[row.To]
		}
	case finishes(fn):
		w.Kind = Finish
		w.To = flow.Receiver(call.Common())
	case sendsMessage(fn):
		w.Row = knowledge.Writing{To: -1, Message: true}
		w.To = flow.Receiver(call.Common())
	case sendsSomething(fn):
		w.Kind = Guessed
		w.To = flow.Receiver(call.Common())
		w.Sinks = []Sink{{Interface: true, End: w.To}}
		return w
	default:
		found, ok := t.Facts.Writes(fn)
		if !ok || found.Keeps {
			return nil
		}
		w.Kind = Helper
		args := flow.Args(call.Common())
		if found.Arg < 0 || found.Arg >= len(args) {
			w.Sinks = []Sink{{Kind: found.Sink, Interface: found.Sink == knowledge.NoSink, Own: true}}
			return w
		}
		w.To = args[found.Arg]
	}
	if w.To == nil {
		return nil
	}
	w.Sinks = t.Sinks(w.To)
	if w.Row.Message {
		w.Sinks = []Sink{{Kind: knowledge.Connection, End: w.To}}
	}
	return w
}

// keyOf is what stands for the writer, nil when there is none.
func (t *Table) keyOf(w *Write) any {
	if w.To == nil {
		return nil
	}
	return t.P.KeyOf(w.To, nil)
}

// heardOf lists what some function reads from.
func (t *Table) heardOf() map[any]bool {
	heard := map[any]bool{}
	t.Calls(func(call ssa.CallInstruction, fn *types.Func, _ *ast.CallExpr) {
		if recv := flow.Receiver(call.Common()); recv != nil && t.reads(fn) {
			if key := t.P.KeyOf(recv, nil); key != nil {
				heard[key] = true
			}
		}
		for _, arg := range flow.Args(call.Common()) {
			if key := t.P.KeyOf(arg, nil); key != nil && readerType(arg.Type()) {
				heard[key] = true // handed to a reader, a decoder, io.Copy
			}
		}
	})
	return heard
}

// setsDeadline: the loop says until when somebody has to have read from what w writes to.
func (t *Table) setsDeadline(w *Write) bool {
	key := t.keyOf(w)
	for b := range w.Loop.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || key == nil {
				continue
			}
			if fn := flow.Callee(call.Common()); fn != nil && fn.Name() == "SetReadDeadline" {
				if recv := flow.Receiver(call.Common()); recv != nil && t.P.KeyOf(recv, nil) == key {
					return true
				}
			}
		}
	}
	return false
}

// askedOf lists the writers of which some function looks at what they say in the end.
func (t *Table) askedOf() map[any]bool {
	asked := map[any]bool{}
	t.Calls(func(call ssa.CallInstruction, fn *types.Func, _ *ast.CallExpr) {
		switch fn.Name() {
		case "Close", "Flush", "Err", "Error", "Commit":
		default:
			return
		}
		if recv := flow.Receiver(call.Common()); recv != nil && types.IsInterface(recv.Type()) && t.FateOf(call) == Looked {
			if key := t.P.KeyOf(recv, nil); key != nil {
				asked[key] = true
			}
		}
	})
	return asked
}

// reads: a method that waits for what the peer sends.
func (t *Table) reads(fn *types.Func) bool {
	return knowledge.ReadingOf(fn) || t.P.Table.Lookup(fn).Role == knowledge.Receive || fn.Name() == "Recv"
}

// inWriter: fn is the method of a writer, or stands in one. What a writer does with the
// error of another that it writes to beside its own is its contract with its callers.
func inWriter(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		if obj, ok := fn.Object().(*types.Func); ok {
			if _, is := knowledge.WritingOf(obj); is && obj.Signature().Recv() != nil {
				return true
			}
		}
	}
	return false
}

// tells: fn, or when it has no results at all the function around it, returns an error, and
// not only one that others set.
func tells(fn *ssa.Function) bool {
	for fn.Signature.Results().Len() == 0 && fn.Parent() != nil {
		fn = fn.Parent()
	}
	results := fn.Signature.Results()
	last := results.Len() - 1
	if last < 0 || !knowledge.IsError(results.At(last).Type()) {
		return false
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		load, isLoad := returned(ret, last).(*ssa.UnOp)
		if !isLoad {
			return true
		}
		switch load.X.(type) {
		case *ssa.FieldAddr, *ssa.Global:
		default:
			return true
		}
	}
	return false
}

// repeated: a literal that each turn of a loop makes anew.
func (t *Table) repeated(fn *ssa.Function) bool {
	for _, made := range flow.Closures(fn) {
		if t.P.Loops(made.Parent()).Of(made) != nil {
			return true
		}
	}
	return false
}

// claims: fn has an error among its results, and returns nil for it on every way.
func claims(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	if results.Len() == 0 || !knowledge.IsError(results.At(results.Len()-1).Type()) {
		return false
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		if c, ok := returned(ret, results.Len()-1).(*ssa.Const); !ok || c.Value != nil {
			return false
		}
	}
	return true
}

// endless: the loop has no condition, or goes round as long as a channel yields.
func (t *Table) endless(l *flow.Loop) bool {
	switch s := l.Stmt.(type) {
	case *ast.ForStmt:
		return s.Cond == nil && !counted(l)
	case *ast.RangeStmt:
		if x := t.P.Info.TypeOf(s.X); x != nil {
			_, ok := x.Underlying().(*types.Chan)
			return ok
		}
	}
	return false
}

// counted: the loop is left when some number is reached.
func counted(l *flow.Loop) bool {
	for b := range l.Blocks {
		test, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || l.Blocks[b.Succs[0]] && l.Blocks[b.Succs[1]] {
			continue
		}
		cmp, ok := test.Cond.(*ssa.BinOp)
		if !ok || !comparison(cmp.Op) {
			continue
		}
		if phi, ok := cmp.X.(*ssa.Phi); ok && knowledge.IsInteger(phi.Type()) && phi.Block() == l.Header {
			return true
		}
		if sum, ok := cmp.X.(*ssa.BinOp); ok && sum.Op == token.ADD && knowledge.IsInteger(sum.Type()) {
			return true
		}
	}
	return false
}

// varies: what is written to is found anew in each turn of the loop.
func varies(w *Write) bool {
	for _, s := range w.Sinks {
		instr, ok := s.End.(ssa.Instruction)
		if ok && instr.Parent() == w.Call.Parent() && w.Loop.Contains(instr) && !isLoad(s.End) {
			return true
		}
	}
	instr, ok := w.To.(ssa.Instruction)
	return ok && w.Loop.Contains(instr) && isElement(w.To)
}

// isLoad: v reads a field or variable, which is the same in each turn.
func isLoad(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	switch addr := load.X.(type) {
	case *ssa.FieldAddr:
		return !isElement(addr.X)
	case *ssa.Global, *ssa.Alloc, *ssa.FreeVar:
		return true
	}
	return false
}

// isElement: v is, or is read from, an element of a slice or map.
func isElement(v ssa.Value) bool {
	for range 8 {
		switch x := v.(type) {
		case *ssa.IndexAddr, *ssa.Index, *ssa.Lookup, *ssa.Next:
			return true
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return false
		}
	}
	return false
}

// readsSame: the loop reads from what w writes to.
func (t *Table) readsSame(w *Write) bool {
	key := t.keyOf(w)
	if key == nil {
		return false
	}
	for b := range w.Loop.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			fn := flow.Callee(call.Common())
			recv := flow.Receiver(call.Common())
			if recv == nil || !t.reads(fn) {
				// A reader around it reads from it too.
				for _, arg := range flow.Args(call.Common()) {
					if t.P.KeyOf(arg, nil) == key && readerType(arg.Type()) {
						return true
					}
				}
				continue
			}
			if t.P.KeyOf(recv, nil) == key {
				return true
			}
		}
	}
	return false
}

func readerType(t types.Type) bool {
	return types.IsInterface(t) && knowledge.HasMethods(t, "Read") && !knowledge.HasMethods(t, "Write")
}

// watches: the loop asks a context whether it has ended, or waits for that.
func watches(l *flow.Loop) bool {
	for b := range l.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if fn := flow.Callee(call.Common()); fn != nil && (fn.Name() == "Done" || fn.Name() == "Err") {
				if recv := flow.Receiver(call.Common()); recv != nil && knowledge.IsNamed(recv.Type(), "context", "Context") {
					return true
				}
			}
		}
	}
	return false
}
