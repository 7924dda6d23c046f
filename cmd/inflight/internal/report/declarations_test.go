package report

import (
	"strings"
	"testing"
)

// TestDeclarations: each line with a comment is in the declaration that it names.
func TestDeclarations(t *testing.T) {
	const text = `// Package p. in:
package p

import "os" // in:

// F is documented. in:F
func F() {
	f := func() {
		os.Exit(1) // in:F
	}
	f()
}

func (T) V() { // in:T.V
}

func (t *T) P() {} // in:T.P

func (t *(G[A, B])) Q() { // in:G.Q
}

// T is a type. in:T
type T struct {
	f int // in:T
}

type (
	// G is one of two. in:G
	G[A, B any] struct{} // in:G

	H int // in:H
)

// Of all. in:
var (
	a, b = 1, 2 // in:a
	c = func() { F() } // in:c
)

// Of one. in:d
const d = 1

var _ = F // in:_
`
	file := write(t, t.TempDir(), "p.go", text)
	decls := readDeclarations(file)
	for i, line := range strings.Split(text, "\n") {
		_, want, ok := strings.Cut(line, " in:")
		if !ok {
			continue
		}
		col := len(line) - len(strings.TrimLeft(line, "\t")) + 1
		if got := decls.at(i+1, col); got != want {
			t.Errorf("line %d %q: in %q, want %q", i+1, line, got, want)
		}
	}
	if got := readDeclarations(file+".none").at(1, 1); got != "" {
		t.Errorf("a file that is not there declares %s", got)
	}
}
