package gates_test

import (
	"go/token"
	"slices"
	"testing"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/flowtest"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
)

// TestOf says of every spawn in an open loop what bounds it, or what only looks
// as if it did. Spawns that are reached a limited number of times are left out.
func TestOf(t *testing.T) {
	for _, name := range []string{"semaphores", "twosided", "joins", "guards", "limiters", "workers", "groups"} {
		t.Run(name, func(t *testing.T) {
			f := flowtest.Load(t, "testdata/"+name+".go")
			a := analysis(f)
			got := map[token.Pos]string{}
			for _, s := range f.Spawns() {
				r := a.Repeats.Of(s.Instr)
				if factor, ok := r.Unbounded(); ok {
					got[s.Pos()] = describe(a.Of(s, factor))
				}
			}
			f.Want(t, got)
		})
	}
}

func analysis(f *flowtest.Fixture) *gates.Analysis {
	reps := repeats.New(f.Program)
	reps.Wraps = f.Facts.Spawns
	return &gates.Analysis{P: f.Program, Repeats: reps, Facts: f.Facts}
}

func describe(v gates.Verdict) string {
	switch {
	case v.Gate != gates.None && (v.Fake != gates.NoFake || !v.Pos.IsValid() && v.Gate != gates.Owner):
		return "a gate that is fake or nowhere"
	case v.Gate == gates.Semaphore || v.Gate == gates.GroupLimit:
		return v.Gate.String() + ", " + v.K.Class.String()
	case v.Fake != gates.NoFake && !v.FakePos.IsValid():
		return "a fake gate that is nowhere"
	case v.Fake != gates.NoFake:
		return "fake: " + v.Fake.String()
	}
	return v.Gate.String()
}

// TestWork says of every spawn who is told when its work is done.
func TestWork(t *testing.T) {
	f := flowtest.Load(t, "testdata/work.go")
	a := analysis(f)
	got := map[token.Pos]string{}
	for _, s := range f.Spawns() {
		switch w := a.Work(s); {
		case w.Counted && w.Joined:
			got[s.Pos()] = "counted"
		case w.Joined:
			got[s.Pos()] = "joined"
		case w.Counted:
			got[s.Pos()] = "counted by nobody"
		default:
			got[s.Pos()] = "nobody"
		}
	}
	f.Want(t, got)
}

// TestKeyed says of every spawn whether a map keeps it to one a key.
func TestKeyed(t *testing.T) {
	f := flowtest.Load(t, "testdata/keyed.go")
	a := analysis(f)
	got := map[token.Pos]string{}
	for _, s := range f.Spawns() {
		factor, _ := a.Repeats.Of(s.Instr).Unbounded()
		got[s.Pos()] = "no"
		if a.Keyed(s, factor) {
			got[s.Pos()] = "keyed"
		}
	}
	f.Want(t, got)
}

// TestNamed says how messages name what a loop receives from.
func TestNamed(t *testing.T) {
	f := flowtest.Source(t, "p.go", `package p

type T struct{ field chan func() }

var global chan func()

func result() chan func()

func f(param chan func(), t *T, ts []T) {
	local := make(chan func())
	go (<-param)()
	go (<-t.field)()
	go (<-global)()
	go (<-result())()
	go (<-local)()
	go (<-ts[0].field)()
}
`)
	var got []string
	for _, s := range f.Spawns() {
		name, _ := flow.Named(s.Call.Value.(*ssa.UnOp).X)
		got = append(got, name)
	}
	want := []string{"param", "field", "global", "result()", "", "field"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestNames: every kind has a name, and no two the same.
func TestNames(t *testing.T) {
	seen := map[string]bool{}
	for k := gates.None; k <= gates.Unseen; k++ {
		if k.String() == "" || seen[k.String()] {
			t.Errorf("gate %d: %q", k, k)
		}
		seen[k.String()] = true
	}
	for k := gates.Inside; k <= gates.RateOnly; k++ {
		if k.String() == "" || seen[k.String()] {
			t.Errorf("fake gate %d: %q", k, k)
		}
		seen[k.String()] = true
	}
}
