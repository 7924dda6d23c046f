package repeats_test

import (
	"go/token"
	"go/types"
	"slices"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// TestOf says of every spawn how often it is reached and where the number comes
// from.
func TestOf(t *testing.T) {
	for _, name := range []string{"loops", "endless", "containers", "counts", "callers", "closures", "functions"} {
		t.Run(name, func(t *testing.T) {
			f := flowtest.Load(t, "testdata/"+name+".go")
			a := analysis(f)
			got := map[token.Pos]string{}
			for _, s := range f.Spawns() {
				r := a.Of(s.Instr)
				got[s.Pos()] = describe(r.Largest().Size)
				if r.Escapes {
					got[s.Pos()] = "escapes, " + got[s.Pos()]
				}
			}
			f.Want(t, got)
		})
	}
}

// analysis knows of the variable named literals that it is a literal, and of
// objects named bounded that somebody said so.
func analysis(f *flowtest.Fixture) *repeats.Analysis {
	a := repeats.New(f.Program)
	a.Wraps = f.Facts.Spawns
	a.Sized = func(obj types.Object) (repeats.Class, bool) { return repeats.Constant, obj.Name() == "literals" }
	a.Bounded = func(obj types.Object) bool { return obj.Name() == "bounded" }
	return a
}

// describe writes a size as class: origin < where that comes from.
func describe(s repeats.Size) string {
	text := s.Class.String()
	sep := ": "
	for o, n := s.Origin, 0; o != nil && n < 4; o, n = o.From, n+1 {
		text += sep + o.Kind.String()
		switch {
		case o.Var != nil:
			text += " " + o.Var.Name()
		case o.Func != nil:
			text += " " + o.Func.Name()
		}
		sep = " < "
	}
	return text
}

// TestHandler: a spawn in a function that takes a request, or in a literal there.
func TestHandler(t *testing.T) {
	f := flowtest.Load(t, "testdata/handlers.go")
	a := analysis(f)
	got := map[token.Pos]string{}
	for _, s := range f.Spawns() {
		got[s.Pos()] = "no"
		if factor, ok := a.Handler(s.Instr); ok {
			got[s.Pos()] = describe(factor.Size)
		}
	}
	f.Want(t, got)
}

// TestRecursive: work that calls, in a few steps, what spawns it.
func TestRecursive(t *testing.T) {
	f := flowtest.Load(t, "testdata/recursion.go")
	a := analysis(f)
	got := map[token.Pos]string{}
	for _, s := range f.Spawns() {
		if s.Kind == spawns.Starter {
			continue
		}
		got[s.Pos()] = "no"
		if factor, ok := a.Recursive(s.Instr, s.Work); ok {
			got[s.Pos()] = describe(factor.Size)
		}
	}
	f.Want(t, got)
}

// TestFactors: nested loops are listed innermost first; the innermost that
// nothing limits is the one to speak of, the largest decides the class.
func TestFactors(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

func work()

func f(xss [][]int, ch chan int) {
	for range ch {
		for _, xs := range xss {
			for range xs {
				for range 3 {
					go work()
				}
			}
		}
	}
}
`)
	r := analysis(f).Of(f.Spawns()[0].Instr)
	var got []string
	for _, factor := range r.Factors {
		got = append(got, factor.Class.String())
	}
	want := []string{"constant", "data", "data", "forever"}
	if !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	if r.Largest().Class != repeats.Forever {
		t.Errorf("largest: %s", r.Largest().Class)
	}
	open, ok := r.Unbounded()
	if !ok || f.Line(open.Pos) != 8 {
		t.Errorf("innermost without limit: line %d, want 8", f.Line(open.Pos))
	}
}

func TestOriginChain(t *testing.T) {
	o := &repeats.Origin{Kind: repeats.Parameter, From: &repeats.Origin{Kind: repeats.Listing}}
	if !o.Is(repeats.Listing) || !o.Is(repeats.Parameter) || o.Is(repeats.Stream) || o.Root().Kind != repeats.Listing {
		t.Error("a chain of two")
	}
	var none *repeats.Origin
	if none.Is(repeats.Listing) || none.Root() != nil {
		t.Error("no origin")
	}
	loop := &repeats.Origin{Kind: repeats.Local}
	loop.From = loop
	if loop.Is(repeats.Listing) || loop.Root() != loop {
		t.Error("a chain that bites its tail")
	}
}

func TestClass(t *testing.T) {
	for c := repeats.Once; c <= repeats.Forever; c++ {
		if want := c == repeats.Data || c == repeats.Forever; c.Unbounded() != want {
			t.Errorf("%s: Unbounded is %v", c, !want)
		}
	}
}
