package main_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestNothingHidden: with the limits that golangci-lint has by default, findings of the same
// shape are all shown, since their texts differ, and of two on one line, one.
func TestNothingHidden(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	for i := range 5 { // functions of the same name, in packages of the same name
		c.write(fmt.Sprintf("cmd/c%d/main.go", i), `package main

func main() {}

func each(names []string) {
	for _, name := range names {
		go run(name) // want spawnloop
	}
}

type worker struct{}

func (worker) each(names []string) {
	for _, name := range names {
		go run(name) // want spawnloop
	}
}

func run(string) {}
`)
	}
	c.write("same/same.go", `package same

func each(names []string) {
`+strings.Repeat(`	for _, name := range names {
		go run(name) // want spawnloop
	}
`, 5)+`
}

func run(string) {}
`)
	c.configure(config{hide: true})
	issues := c.report()
	compare(t, "findings", places(issues), c.wanted(want, "."))
	seen := map[string]bool{}
	for _, i := range issues {
		if seen[i.Text] {
			t.Errorf("the text is another's: %s", i)
		}
		seen[i.Text] = true
	}
}

// TestTextsOfEverything: so are the texts of all that there is to find in the program that
// every driver analyzes.
func TestTextsOfEverything(t *testing.T) {
	t.Parallel()
	c := drivers(t)
	c.configure(config{settings: "level: audit, enable: [inventory], tests: true"})
	seen := map[string]string{}
	for _, i := range c.report() {
		if other := seen[i.Text]; other != "" {
			t.Errorf("%s has the text of %s", i, other)
		}
		seen[i.Text] = i.String()
	}
	if len(seen) < 50 {
		t.Errorf("%d findings", len(seen))
	}
}

// TestLine: golangci-lint shows one finding a line, whatever the linter, unless it is told
// not to.
func TestLine(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	c.write("line/line.go", `package line

func both(names, more []string) {
	for _, name := range names { go run(name) }; for _, name := range more { go run(name) }
}

func run(string) {}
`)
	for hide, want := range map[bool]int{true: 1, false: 2} {
		c.configure(config{hide: hide})
		if n := len(c.report("./line")); n != want {
			t.Errorf("%d findings, want %d", n, want)
		}
	}
}
