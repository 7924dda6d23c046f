package channels

import (
	"go/token"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

var kinds = [...]string{Abandoned: "abandoned", Unserved: "unserved", Stuck: "stuck", Alone: "alone", Closed: "closed", ClosedTwice: "closed twice"}

// TestFind compares what is found, and the room that would help, with the comments.
func TestFind(t *testing.T) {
	f := flowtest.Load(t, "testdata/find.go")
	a := &Analysis{P: f.Program, Facts: f.Facts}
	got := map[token.Pos]string{}
	for _, fn := range f.Program.Funcs {
		for _, x := range a.Find(fn) {
			room, why := x.Room()
			switch {
			case room.Loop != nil:
				why = "room for each element"
			case room.Make != nil:
				why = "room " + string(rune('0'+room.N))
			}
			got[x.Pos] = kinds[x.Kind] + "; " + why
		}
	}
	f.Want(t, got)
}

// TestSizes: numbers keep their order, and what is not known is larger than all of them.
func TestSizes(t *testing.T) {
	for _, test := range []struct {
		used []int64
		want map[int64]int
		data int
		ok   bool
	}{
		{nil, map[int64]int{0: 0, 1: 1}, 3, true},
		{[]int64{2, 4}, map[int64]int{0: 0, 1: 1, 2: 2, 4: 4}, 5, true},
		{[]int64{100}, map[int64]int{1: 1, 100: 3}, 4, true},
		{[]int64{100, 20}, nil, 0, false}, // 5 of 20 may be 100, or not
	} {
		s := &sizes{seen: map[int64]bool{}, symbols: map[any]bool{}}
		for _, n := range test.used {
			s.constant(n, true)
		}
		if ok := s.fix(); ok != test.ok {
			t.Errorf("%v: fix is %v", test.used, ok)
			continue
		}
		for n, want := range test.want {
			if got, ok := s.constant(n, false); !ok || got != want {
				t.Errorf("%v: %d is %d (%v), want %d", test.used, n, got, ok, want)
			}
		}
		if test.ok && s.data != test.data {
			t.Errorf("%v: data is %d, want %d", test.used, s.data, test.data)
		}
	}
}

// TestStates: what has too many states is left undecided.
func TestStates(t *testing.T) {
	f := flowtest.Source(t, "many.go", `package p

func many(a, b, c []int) {
	x, y, z, w := make(chan int, 3), make(chan int, 3), make(chan int, 3), make(chan int, 3)
	for range a {
		go func() { x <- 1; y <- 1; z <- 1; w <- 1; <-x; <-y; <-z; <-w }()
	}
	for range b {
		go func() { y <- 1; x <- 1; w <- 1; z <- 1; <-y; <-x; <-w; <-z }()
	}
	for range c {
		go func() { w <- 1; <-w; z <- 1; <-z; y <- 1; <-y; x <- 1; <-x }()
	}
}
`)
	a := &Analysis{P: f.Program, Facts: f.Facts}
	fn := f.Program.Funcs[0]
	channels, counters := a.objects(fn)
	m := a.model(fn, nil, channels, counters)
	if m == nil {
		t.Fatal("no model")
	}
	if _, ok := m.explore(); ok {
		t.Error("decided")
	}
	if found := a.Find(fn); found != nil {
		t.Errorf("found %v", found)
	}
}
