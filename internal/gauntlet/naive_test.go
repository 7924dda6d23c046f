package gauntlet

import (
	"strings"
	"testing"
)

func TestNaive(t *testing.T) {
	for name, test := range map[string]struct{ source, want string }{
		"literal": {
			"for range n { wg.Add(1); go func() { work() }() }; go other()",
			"for range n { wg.Add(1); naiveTokens <- struct{}{}; go func() { defer func() { <-naiveTokens }(); work() }() }; go other()",
		},
		"named": {
			"for range n { go work(1) }",
			"for range n { naiveTokens <- struct{}{}; go func() { defer func() { <-naiveTokens }(); work(1) }() }",
		},
		"group": {
			"for range n { g.Go(func() error { return nil }) }",
			"for range n { naiveTokens <- struct{}{}; g.Go(func() error { defer func() { <-naiveTokens }(); return nil }) }",
		},
		"no loop": {
			"if n > 0 { go work() }",
			"if n > 0 { naiveTokens <- struct{}{}; go func() { defer func() { <-naiveTokens }(); work() }() }",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Naive("package p; func f() { "+test.source+" }", 3)
			want := "package p; func f() { " + test.want + " }\nvar naiveTokens = make(chan struct{}, 3)\n"
			if err != nil || got != want {
				t.Errorf("got %s, error %v\nwant %s", got, err, want)
			}
		})
	}
	if _, err := Naive("package p; func f() { work() }", 3); err == nil || !strings.Contains(err.Error(), "no work") {
		t.Errorf("without work: error %v", err)
	}
}
