package effects

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// TestCall says of every declared function what a call of it does.
func TestCall(t *testing.T) {
	for _, name := range []string{"channels", "calls"} {
		t.Run(name, func(t *testing.T) {
			f := flowtest.Load(t, "testdata/"+name+".go")
			f.Want(t, declared(Reader{f.Program, f.Facts}))
		})
	}
}

// TestAfter says of every send whether something that others could notice follows, and
// whether that is work.
func TestAfter(t *testing.T) {
	f := flowtest.Load(t, "testdata/after.go")
	r := Reader{f.Program, f.Facts}
	got := map[token.Pos]string{}
	for _, fn := range r.P.Funcs {
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if _, ok := instr.(*ssa.Send); !ok {
				return
			}
			text := "rest"
			if r.ActsAfter(instr) {
				text = "acts"
			}
			if _, works := r.NextWork(instr, true); works {
				text += ", works"
			}
			got[instr.Pos()] = text
		})
	}
	f.Want(t, got)
}

// TestRemote is TestCall where the bodies of what is called stand in another package, of
// which facts alone are known.
func TestRemote(t *testing.T) {
	analysistest.Run(t, analysistest.TestData()+"/remote", &analysis.Analyzer{
		Name: "effects", Doc: "effects: what the functions of a package do", Requires: []*analysis.Analyzer{facts.Analyzer},
		Run: func(pass *analysis.Pass) (any, error) {
			f := pass.ResultOf[facts.Analyzer].(*facts.Facts)
			keep := map[*ast.FuncDecl]bool{}
			for _, file := range pass.Files {
				for _, d := range file.Decls {
					if fd, ok := d.(*ast.FuncDecl); ok {
						keep[fd] = true
					}
				}
			}
			for pos, text := range declared(Reader{flow.Build(pass, f.Table, keep, nil), f}) {
				pass.Reportf(pos, "%s", text)
			}
			return nil, nil
		},
	}, "uses")
}

// declared describes what each declared function does.
func declared(r Reader) map[token.Pos]string {
	got := map[token.Pos]string{}
	for _, fn := range r.P.Funcs {
		if fd, ok := fn.Syntax().(*ast.FuncDecl); ok {
			got[fd.Pos()] = describe(r.Call(fn, nil))
		}
	}
	return got
}

var actNames = [actCount]string{
	Makes: "makes", Sends: "sends", Receives: "receives", ReceivesAside: "receives aside", Closes: "closes", Takes: "takes",
	Acquires: "acquires", Releases: "releases", Locks: "locks", Unlocks: "unlocks", Submits: "submits", Finishes: "finishes",
	Joins: "joins", Awaits: "awaits", Signals: "signals", Calls: "calls", Invokes: "invokes",
}

// describe says all that the code does. Of a channel that it sends on or closes, an
// ellipsis says that there is more to come.
func describe(e *Effects) string {
	var all []string
	for act := range actCount {
		for _, object := range e.Objects(act) {
			text := actNames[act] + " " + nameOf(object)
			if (act == Sends || act == Closes) && !e.Ends(object) {
				text += "..."
			}
			all = append(all, text)
		}
	}
	for _, flag := range []struct {
		name string
		set  bool
	}{{"acks", e.Acks}, {"counts", e.Counts}, {"polls", e.Polls}, {"tries", e.Tries}, {"takes its own", e.TakesOwn().IsValid()}} {
		if flag.set {
			all = append(all, flag.name)
		}
	}
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

func nameOf(object any) string {
	switch o := object.(type) {
	case *types.Var:
		return o.Name()
	case *types.Package:
		return o.Name()
	case *ssa.Parameter:
		return o.Name()
	case *ssa.Global:
		return o.Name()
	case *ssa.Alloc:
		return o.Comment
	case *ssa.MakeChan:
		return "its channel"
	case *ssa.Call:
		return flow.Callee(&o.Call).Name() + "()"
	case string:
		return o
	case held:
		return nameOf(o.holder) + "." + o.fields
	}
	return "?"
}

// TestCalled: the methods called on an object, each once, in the order of the code.
func TestCalled(t *testing.T) {
	f := flowtest.Load(t, "testdata/calls.go")
	for _, fn := range f.Program.Funcs {
		if fn.Name() != "tickets" {
			continue
		}
		var names []string
		for _, method := range (Reader{f.Program, f.Facts}).Call(fn, nil).Called(fn.Params[0]) {
			names = append(names, method.Name())
		}
		if !slices.Equal(names, []string{"Get", "Put"}) {
			t.Errorf("got %q", names)
		}
		return
	}
	t.Error("no function tickets")
}

// TestWork says of every spawn what its work does, by what the spawner calls it.
func TestWork(t *testing.T) {
	f := flowtest.Load(t, "testdata/work.go")
	got := map[token.Pos]string{}
	for _, s := range f.Spawns() {
		got[s.Pos()] = describe(Reader{f.Program, f.Facts}.Work(s))
	}
	f.Want(t, got)
}

// TestAt: a token is taken where that is done first; anything else is where it is done
// last.
func TestAt(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

import "sync"

func f(sem chan struct{}, mu *sync.Mutex, second chan struct{}) {
	sem <- struct{}{}
	mu.Lock()
	sem <- struct{}{}
	mu.Lock()
	<-sem
	second <- struct{}{}
	<-second
}
`)
	fn := f.Program.Funcs[0]
	e := Reader{f.Program, f.Facts}.Call(fn, nil)
	for _, want := range []struct {
		act  Act
		on   int
		line int
	}{{Takes, 0, 6}, {Sends, 0, 8}, {Receives, 0, 10}, {Locks, 1, 9}} {
		if line := f.Line(e.At(want.act, fn.Params[want.on])); line != want.line {
			t.Errorf("%s: line %d, want %d", actNames[want.act], line, want.line)
		}
	}
	if line := f.Line(e.TakesOwn()); line != 6 {
		t.Errorf("takes its own: line %d", line)
	}
	if e.At(Sends, fn.Params[1]).IsValid() || e.Does(Sends, fn.Params[1]) || e.Does(Sends, nil) || e.Ends(fn.Params[1]) {
		t.Error("sends on what is no channel")
	}
}

// TestAtomicOf: what is done to a number, by function and by method.
func TestAtomicOf(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

import "sync/atomic"

type own struct{}

func (own) Load() bool { return true }

func f(n *int32, b *atomic.Bool, i *atomic.Int64, o own) {
	atomic.LoadInt32(n)
	b.Store(true)
	i.Add(1)
	atomic.SwapInt32(n, 1)
	b.CompareAndSwap(false, true)
	i.Or(1)
	o.Load()
	func() {}()
}
`)
	var got []Atomic
	for _, fn := range f.Program.Funcs {
		if fn.Name() != "f" {
			continue
		}
		flow.Instructions(fn, false, func(instr ssa.Instruction) {
			if call, ok := instr.(*ssa.Call); ok {
				got = append(got, AtomicOf(flow.Callee(&call.Call)))
			}
		})
	}
	if want := []Atomic{Load, Store, Add, Swap, CompareAndSwap, OtherAtomic, NotAtomic, NotAtomic}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
