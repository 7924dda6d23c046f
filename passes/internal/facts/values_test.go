package facts_test

import "testing"

// TestTries: a method that changes what its receiver holds and says whether it
// could.
func TestTries(t *testing.T) {
	want(t, `package p

import "errors"

type S struct {
	m    map[string]bool
	n    int
	next *S
	a    [3]int
	p    *int
}

type Yes bool

func (s *S) Add(k string) bool { if s.m[k] { return false }; s.m[k] = true; return true }
func (s S) ByValue(k string) bool { if s.m[k] { return false }; s.m[k] = true; return true }
func (s *S) Element() bool { s.a[0] = 1; return true }
func (s *S) Pointed() bool { *s.p = 2; return true }
func (s *S) Deep() bool { (s.next).next.n--; return true }
func (s *S) Star() bool { *s = S{}; return true }
func (s *S) Named() Yes { s.n++; return true }
func (s *S) NamedResult() (ok bool) { if s.n > 3 { return }; s.n++; ok = true; return }
func (s *S) Before() error { if s.n > 3 { return errors.New("full") }; s.n++; return nil }
func (s *S) WithValue() (int, error) { if s.n > 3 { return 0, errors.New("full") }; s.n++; return s.n, nil }

func (s *S) After() error { s.n++; if s.n > 3 { return errors.New("full") }; return nil }
func (s *S) Untested() error { s.n++; return nil }
func (s *S) PassesOn() error { if err := s.Before(); err != nil { return err }; s.n++; return nil }
func (s *S) Reads() bool { return s.n > 1 }
func (s *S) Local() bool { n := s.n; n++; return n > 1 }
func (s *S) TwoBools() (bool, bool) { s.n++; return true, true }
func (s *S) Counts() int { s.n++; return s.n }
func (s *S) Silent() { s.n++ }
func (s *S) Literal() bool { f := func() { s.n++ }; f(); return true }
func (s *S) Later() bool { go func() { s.n++ }(); return true }
func (s *S) Other(o *S) bool { o.n++; return true }
func (*S) NoName() bool { return true }
func (s *S) Shadowed(o *S) bool { { s := o; s.n++ }; return true }
func (s *S) hidden() bool { s.n++; return true }
func Function(s *S) bool { s.n++; return true }
`, map[string]string{
		"S.Add": "tries", "S.ByValue": "tries", "S.Element": "tries", "S.Pointed": "tries", "S.Deep": "tries", "S.Star": "tries",
		"S.Named": "tries", "S.NamedResult": "tries", "S.Before": "tries", "S.WithValue": "tries",
		"S.Later": "starts",
	})
}

// TestHolds: what is done with tokens of a parameter, the receiver or a variable of
// the package, also behind fields and other functions, in any order of the file.
func TestHolds(t *testing.T) {
	shuffled(t, `
import (
	"context"

	"golang.org/x/sync/semaphore"
)

type L struct {
	sem   chan struct{}
	bools chan bool
	data  chan int
	w     *semaphore.Weighted
	v     semaphore.Weighted
}

type Two struct{ a, b *L }

type Deep struct{ one struct{ two struct{ l L } } }

var slots = make(chan struct{}, 4)

var all = map[string]*L{}
`, []string{
		"func (l *L) Send() { l.sem <- struct{}{} }",
		"func (l *L) Bool() { l.bools <- true }",
		"func (l *L) Data() { l.data <- 1 }",
		"func (l *L) Value() { l.v.Acquire(context.Background(), 1) }",
		"func (l *L) Give() { l.v.Release(1) }",
		"func (l *L) Deferred() { defer l.w.Release(1) }",
		"func (l *L) Branch(ok bool) { if ok { l.sem <- struct{}{} } }",
		"func (l *L) Blocks() { select { case l.sem <- struct{}{}: } }",
		"func (l *L) Tries() { select { case l.sem <- struct{}{}: default: } }",
		"func (l *L) Loops(n int) { for range n { l.sem <- struct{}{} } }",
		"func (l *L) Drains() { for range l.sem { } }",
		"func (l *L) Later() { go func() { <-l.sem }() }",
		"func (l *L) Back() func() { l.sem <- struct{}{}; return func() { <-l.sem } }",
		"func (l *L) Both() { l.sem <- struct{}{}; defer func() { }(); <-l.sem }",
		"func (l *L) Calls() { l.Send() }",
		"func (t *Two) First() { t.a.Send() }",
		"func (t *Two) Second() { t.Inner().Send() }",
		"func (t *Two) Inner() *L { return t.b }",
		"func (t *Two) Over() { t.First() }",
		"func (d *Deep) Send() { d.one.two.l.Send() }",
		"func Parameter(n int, l *L) { l.Send() }",
		"func Channel(c chan<- struct{}) { c <- struct{}{} }",
		"func HandsOn(l *L) { Channel(l.sem) }",
		"func Address(l L) { (&l).Send() }",
		"func Global() { slots <- struct{}{} }",
		"func OverGlobal() { Global() }",
		"func Keyed() { all[\"a\"].Send() }",
		"func Own() { c := make(chan struct{}, 1); c <- struct{}{} }",
		"func Generic[T any](c chan struct{}, x T) { c <- struct{}{} }",
	}, map[string]string{
		"L.Send": "sends to -1 sem; waits", "L.Bool": "sends to -1 bools; waits", "L.Data": "waits",
		"L.Value": "acquires -1 v; waits", "L.Give": "releases -1 v", "L.Deferred": "releases -1 w",
		"L.Branch": "sends to -1 sem; waits", "L.Blocks": "sends to -1 sem; waits", "L.Tries": "waits",
		"L.Loops": "waits", "L.Drains": "waits", "L.Later": "starts and stays", "L.Back": "sends to -1 sem; waits",
		"L.Both": "waits", "L.Calls": "sends to -1 sem; waits",
		"Two.First": "sends to -1 a.sem; waits", "Two.Second": "waits", "Two.Over": "sends to -1 a.sem; waits",
		"Deep.Send": "sends to -1 one.two.l.sem; waits",
		"Parameter": "sends to 1 sem; waits", "Channel": "sends to 0 ; waits", "HandsOn": "sends to 0 sem; waits",
		"Address": "sends to 0 sem; waits", "Global": "sends to -2 slots; waits", "OverGlobal": "waits",
		"Keyed": "waits", "Own": "waits", "Generic": "sends to 0 ; waits",
	})
}

// TestGroups: who returns a group, and whether with a limit.
func TestGroups(t *testing.T) {
	shuffled(t, `
import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

type Pool struct {
	Field *errgroup.Group
	errgroup.Group
}

type Pointer struct{ *errgroup.Group }

type Outer struct{ Pool }

var Shared, Free errgroup.Group
`, []string{
		"func New() *errgroup.Group { return new(errgroup.Group) }",
		"func Either(ok bool) *errgroup.Group { if ok { return &errgroup.Group{} }; return new(errgroup.Group) }",
		"func Again() *errgroup.Group { return New() }",
		"func Twice() (*errgroup.Group, context.Context) { g, ctx := errgroup.WithContext(context.Background()); return g, ctx }",
		"func NamedLimited() (g *errgroup.Group) { g = new(errgroup.Group); g.SetLimit(4); return }",
		"func Perhaps(n int) *errgroup.Group { g := new(errgroup.Group); if n > 0 { g.SetLimit(n) }; return g }",
		"func ByHelper() *errgroup.Group { g := New(); Two(nil, g); return g }",
		"func Two(a, b *errgroup.Group) { a.SetLimit(1); One(b) }",
		"func One(g *errgroup.Group) { g.SetLimit(1) }",
		"func Naked() (g *errgroup.Group) { g = new(errgroup.Group); return }",
		"func SomeNil(ok bool) *errgroup.Group { if !ok { return nil }; return new(errgroup.Group) }",
		"func HandedOn() *errgroup.Group { g := new(errgroup.Group); use(g); return g }",
		"func use(*errgroup.Group) {}",
		"func Given(g *errgroup.Group) *errgroup.Group { return g }",
		"func OfField(p *Pool) *errgroup.Group { return p.Field }",
		"func NoGroup() *sync.WaitGroup { return new(sync.WaitGroup) }",
		"func (p *Pool) Limit(n int) { p.Field.SetLimit(n) }",
		"func (o *Outer) Limit(n int) { o.SetLimit(n) }",
		"func (p *Pointer) Limit(n int) { p.SetLimit(n) }",
		"func init() { Shared.SetLimit(3) }",
	}, map[string]string{
		"New": "returns a group without a limit", "Either": "returns a group without a limit",
		"Again": "returns a group without a limit", "Twice": "returns a group without a limit",
		"NamedLimited": "returns a limited group", "Perhaps": "returns a limited group", "ByHelper": "returns a limited group",
		"One": "limits(0)", "Two": "limits(0,1)",
		"Field": "limited", "Group": "limited; limited", "Shared": "limited",
		"Outer.Limit": "limits(-1)", "Pointer.Limit": "limits(-1)",
	})
}

// TestSized: results and variables whose size the data does not change.
func TestSized(t *testing.T) {
	shuffled(t, `
import (
	"runtime"
	"strings"
)

const many = 64

type Names []string

var (
	Fixed          = []string{"a"}
	Parens         = ([]string{"a"})
	Typed          = Names{"a"}
	A, B           = []int{1}, []int{2}
	Array          = [2]int{}
	Number         = 3
	Index          = []int{0}
	ByPointer      = []int{0}
	Ranged         = []int{0}
	Reset          = map[string]int{}
	Inner          = map[string][]int{}
	hidden         = []int{1}
	InLiteral      = []int{1}
)

var later = func() { InLiteral = nil }
`, []string{
		"func changes(p *[]int) { changes(&ByPointer); for Ranged[0] = range 3 { }; for i := range 3 { Index[i] = 1 }; clear(Reset); Inner[\"a\"][0] = 1 }",
		"func Const() int { return many }",
		"func Sum() int { return many + runtime.NumCPU() }",
		"func Parens2() int { return (4) }",
		"func Over() int { return Sum() }",
		"func Min(n int) int { return min(n, 4) }",
		"func Zero() int { return min(len(Fixed), 4) }",
		"func Least() int { return min(len(strings.Fields(\"\")), runtime.GOMAXPROCS(0), 4) }",
		"func Most() int { return max(2, runtime.NumCPU()) }",
		"func NotMost() int { return max(len(Fixed), 4) }",
		"func Slice() []string { return []string{\"a\"} }",
		"func Hidden() []int { return hidden }",
		"func OfMethod() Names { return Typed.Sub() }",
		"func (n Names) Sub() Names { return Names{\"b\"} }",
		"func (n Names) Count() int { return 4 }",
		"func Some(ok bool) []int { if ok { return nil }; return hidden }",
		"func Grown() []int { return append([]int{1}, hidden...) }",
		"func Cut() []int { return hidden[:1] }",
		"func Text() string { return \"abc\" }",
		"func Two() (int, error) { return 4, nil }",
		"func Naked() (n int) { n = 4; return }",
		"func Arg(n int) int { return 4 }",
		"func Recursive() int { return Recursive() }",
		"func Literal() []int { f := func() []int { return nil }; f(); return []int{1} }",
	}, map[string]string{
		"Fixed": "of constant size", "Parens": "of constant size", "Typed": "of constant size", "A": "of constant size", "B": "of constant size",
		"Index": "of constant size", "Inner": "of constant size", "Ranged": "of constant size", "Reset": "of constant size",
		"Const": "of constant size", "Sum": "as large as the processors", "Parens2": "of constant size", "Over": "as large as the processors",
		"Zero": "of constant size", "Least": "as large as the processors", "Most": "as large as the processors",
		"Slice": "of constant size", "Hidden": "of constant size", "OfMethod": "of constant size", "Names.Sub": "of constant size",
		"Literal": "of constant size",
	})
}
