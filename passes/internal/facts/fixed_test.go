package facts_test

import "testing"

// TestTriesAlone: what is behind the receiver is changed, not a copy or the receiver
// itself; nothing else need stand in the package.
func TestTriesAlone(t *testing.T) {
	want(t, `package p

type S struct {
	m    map[string]bool
	n    int
	next *S
}

func (s *S) Add(k string) bool { if s.m[k] { return false }; s.m[k] = true; return true }
func (s S) Shared() bool { s.next.n++; return true }
func (s S) Copy() bool { s.n++; return s.n < 3 }
func (s *S) Walk(n int) bool { for ; s != nil; s = s.next { if s.n == n { return true } }; return false }
`, map[string]string{"S.Add": "tries", "S.Shared": "tries"})
}

// TestHoldsEnd: a list of limiters is followed a few fields far, however large the
// package is, and what a call undoes leaves no fact.
func TestHoldsEnd(t *testing.T) {
	decls := []string{
		"func (p *N) Enter() { p.sem <- struct{}{}; if p.next != nil { p.next.Enter() } }",
		"func (p *N) Leave() { <-p.sem }", "func (p *N) Both() { p.One(); p.Leave() }", "func (p *N) One() { p.sem <- struct{}{} }",
	}
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		decls = append(decls, "func "+name+"() {}")
	}
	shuffled(t, "type N struct { next *N; sem chan struct{} }", decls, map[string]string{
		"N.Enter": "sends to -1 next.next.next.next.sem, sends to -1 next.next.next.sem, sends to -1 next.next.sem, sends to -1 next.sem, sends to -1 sem; waits",
		"N.Leave": "receives from -1 sem; waits", "N.Both": "waits", "N.One": "sends to -1 sem; waits",
	})
}

// TestSizedMap: whoever gets a map may fill it.
func TestSizedMap(t *testing.T) {
	want(t, "package p\nimport \"sync\"\nvar _ sync.Mutex\nvar some = []int{1}\nfunc New() map[string]int { return map[string]int{} }\nfunc Slice() []int { return some }\n",
		map[string]string{"Slice": "of constant size"})
}
