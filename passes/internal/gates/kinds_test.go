package gates_test

import (
	"fmt"
	"go/token"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/facts"
	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/knowledge"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// poolRows are what the table would have of the pool of the fixture.
const poolRows = "p.New=new-group,p.NewOf=new-limited not-positive-lifts,p.NewOption=new-limited:1 zero-lifts,p.NewDefault=new-limited:-1," +
	"(*p.Pool).Go=spawn open,(*p.Pool).Closed=spawn closed,(*p.Pool).Try=try-spawn closed," +
	"(*p.Pool).With=limit not-positive-lifts,(*p.Pool).Errors=same,(*p.Pool).Group=same,(*p.Pool).Wait=join"

// TestOfRows is TestOf for the pools of rows of one's own, and for functions that
// start the work themselves.
func TestOfRows(t *testing.T) {
	for name, rows := range map[string]string{"pools": poolRows, "starters": "", "results": "", "listeners": "p.Limit=new-listener:1 not-positive-lifts"} {
		t.Run(name, func(t *testing.T) {
			f := withRows(t, "testdata/"+name+".go", rows)
			a := analysis(f)
			got := map[token.Pos]string{}
			for _, s := range f.Spawns() {
				factor, ok := a.Repeats.Of(s.Instr).Unbounded()
				if !ok {
					continue
				}
				v := a.Of(s, factor)
				got[s.Pos()] = describe(v)
				if v.Gate == gates.Listener {
					got[s.Pos()] += ", " + v.K.Class.String()
				}
			}
			f.Want(t, got)
		})
	}
}

// withRows is flowtest.Load with rows of one's own.
func withRows(t *testing.T, name, rows string) *flowtest.Fixture {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	pass, err := flowtest.Check("p", name, string(src))
	if err != nil {
		t.Fatal(err)
	}
	known := knowledge.New()
	if err := known.Flags.Set("rows", rows); err != nil {
		t.Fatal(err)
	}
	f := &flowtest.Fixture{Pass: pass, File: pass.Files[0]}
	f.Facts = flowtest.Run(t, pass, facts.New(known)).(*facts.Facts)
	f.Program = flow.Build(pass, f.Facts.Table, f.Decls(func(string) bool { return true }), nil)
	return f
}

// TestNested: where the work of a group adds to the group itself, and where the
// limit stands, also of a spawn that is reached once.
func TestNested(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

import "golang.org/x/sync/errgroup"

func job() error { return nil }

func f(xs []int, h *errgroup.Group) {
	var g errgroup.Group
	g.SetLimit(8)
	g.Go(func() error {
		g.Go(job)
		return nil
	})
	g.Go(func() error {
		add(&g)
		return nil
	})
	g.Go(func() error {
		h.Go(job)
		return nil
	})
	g.Go(func() error {
		var g errgroup.Group
		g.Go(job)
		return g.Wait()
	})
	g.Go(job)
	h.Go(func() error {
		h.Go(job)
		return nil
	})
}

func add(g *errgroup.Group) { g.Go(job) }
`)
	a := analysis(f)
	type at struct{ nested, limited int }
	line := func(pos token.Pos) int {
		if !pos.IsValid() {
			return 0
		}
		return f.Line(pos)
	}
	got := map[int]at{}
	for _, s := range f.Spawns() {
		if s.Pooled() && s.Instr.Parent().Name() == "f" {
			v := a.Group(s, repeats.Factor{})
			got[f.Line(s.Pos())] = at{line(v.Nested), line(v.Limited)}
		}
	}
	want := map[int]at{10: {11, 9}, 14: {34, 9}, 18: {0, 9}, 22: {0, 9}, 27: {0, 9}, 28: {29, 0}}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestSame: each look at the same code says the same, with the same places.
func TestSame(t *testing.T) {
	for _, name := range []string{"semaphores", "twosided", "joins", "guards", "limiters", "workers", "groups", "starters", "results", "keyed"} {
		var first string
		for n := range 6 {
			f := flowtest.Load(t, "testdata/"+name+".go")
			a := analysis(f)
			var all strings.Builder
			for _, s := range f.Spawns() {
				factor, _ := a.Repeats.Of(s.Instr).Unbounded()
				v := a.Of(s, factor)
				fmt.Fprintf(&all, "%d: %s %d %d, %s %d, %d %d, %v %v\n", f.Line(s.Pos()), v.Gate, f.Line(v.Pos), v.K.Class,
					v.Fake, f.Line(v.FakePos), f.Line(v.Limited), f.Line(v.Nested), a.Work(s), a.Keyed(s, factor))
			}
			if n == 0 {
				first = all.String()
			}
			if got := all.String(); got == "" || got != first {
				t.Errorf("%s: look %d says\n%s\nthe first\n%s", name, n, got, first)
				break
			}
		}
	}
}
