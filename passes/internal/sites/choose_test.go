package sites

import (
	"slices"
	"testing"

	"github.com/inflight-go/inflight/passes/internal/flowtest"
)

// TestChoose: what starts work is built, with what it calls and what calls it up
// to a distance; nil means that nothing need be built.
func TestChoose(t *testing.T) {
	for _, tc := range []struct {
		name, src string
		want      []string
	}{
		{"nothing", `func f() {}; func g(ch chan int) { <-ch }`, nil},
		{"group without Go", `import "golang.org/x/sync/errgroup"; func f(g *errgroup.Group) { g.SetLimit(1); g.Wait() }`, nil},
		{"alone", `func f() { go println() }; func g() {}`, []string{"f"}},
		{"callees", `func f() { go println(); a() }; func a() { b() }; func b() { c() }; func c() { d() }; func d() {}`, []string{"a", "b", "c", "f"}},
		{"callers", `func f() { go println() }; func a() { f() }; func b() { a() }; func c() { b() }`, []string{"a", "b", "f"}},
		{"by value", `func f() { go println(); _ = a }; func a() {}`, []string{"a", "f"}},
		{"methods", `type T struct{}; func (t T) f() { go t.a() }; func (T) a() {}; func (T) b() {}`, []string{"a", "f"}},
		{"generic", `func f() { go a[int]() }; func a[T any]() {}`, []string{"a", "f"}},
		{"in a variable", `var v = func() { go println() }; func f() {}`, []string{}},
		{"limits", `import "golang.org/x/sync/errgroup"; func f(g *errgroup.Group) { g.Go(nil) }; func a(g *errgroup.Group) { g.SetLimit(1) }`, []string{"a", "f"}},
		{"constructors", `type T struct{ sem chan int }; func (t *T) f() { t.sem <- 1; go println() }; func a() *T { return &T{sem: make(chan int)} }; func b(t *T) { t.sem = nil }; func c() *T { return &T{} }`, []string{"a", "b", "f"}},
		{"globals", `var sem chan int; func f() { sem <- 1; go println() }; func a() { sem = make(chan int) }; func b() { <-sem }`, []string{"a", "f"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := flowtest.Source(t, "p.go", "package p\n"+tc.src)
			keep, _ := choose(f.Pass, &Table{}, f.Facts)
			if tc.want == nil {
				if keep != nil {
					t.Errorf("keeps %d functions", len(keep))
				}
				return
			}
			got := []string{}
			for fd := range keep {
				got = append(got, fd.Name.Name)
			}
			slices.Sort(got)
			if keep == nil || !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
