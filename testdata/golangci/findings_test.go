package main_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// drivers lays out the program that every driver analyzes.
func drivers(t *testing.T) *checkout {
	c := emptyCheckout(t)
	c.copy(".", top+"/testdata/drivers")
	return c
}

// reported are the comments of that program at what is reported by default.
var reported = comments("want|builtin")

// TestSameAsInflight: golangci-lint shows what the program itself shows, with the same
// words at the same places, facts of other packages included.
func TestSameAsInflight(t *testing.T) {
	t.Parallel()
	c := drivers(t)
	for _, test := range []struct {
		name, settings string
		flags          []string
		comments       *regexp.Regexp
	}{
		{"default", "", nil, reported},
		{"rows", `rows: ["(*example.com/drivers/library.Meter).Begin=acquire"]`, []string{"-rows=(*example.com/drivers/library.Meter).Begin=acquire"}, want},
		{"audit", "level: audit, explain: true", []string{"-level=audit", "-explain"}, comments("want|builtin|audit")},
	} {
		c.configure(config{settings: test.settings})
		packages := "./program"
		if test.name != "rows" { // they are known to the package that they speak of, too
			packages = "./..."
		}
		issues := c.report(packages)
		compare(t, test.name+", against the comments", places(issues), c.wanted(test.comments, strings.TrimSuffix(packages, "...")))
		compare(t, test.name+", against inflight", asInflight(issues), c.inflight(append(test.flags, packages)...))
	}
}

// TestModules: facts come from other modules as they come from other packages. Each of the
// folders that the program imports becomes a module of its own, which go.mod names, or a
// workspace.
func TestModules(t *testing.T) {
	t.Parallel()
	for _, workspace := range []bool{false, true} {
		c := drivers(t)
		requires, uses := "", "go 1.25.0\n\nuse .\nuse ./sync\n"
		for _, name := range []string{"library", "middle"} {
			requires += "\nrequire example.com/drivers/" + name + " v0.0.0\nreplace example.com/drivers/" + name + " => ./" + name + "\n"
			uses += "use ./" + name + "\n"
		}
		if workspace {
			c.write("go.work", uses)
			c.env = []string{"GOWORK=" + filepath.Join(c.dir, "go.work")}
		} else {
			c.write("go.mod", c.read("go.mod")+requires)
		}
		c.write("library/go.mod", "module example.com/drivers/library\n\ngo 1.25.0\n\nrequire golang.org/x/sync v0.0.0\n")
		c.write("middle/go.mod", "module example.com/drivers/middle\n\ngo 1.25.0\n\nrequire example.com/drivers/library v0.0.0\n")
		issues := c.report()
		compare(t, fmt.Sprintf("workspace %t, against the comments", workspace), places(issues), c.wanted(reported, "program", "indirect", "quiet"))
		compare(t, fmt.Sprintf("workspace %t, against inflight", workspace), asInflight(issues), c.inflight("./..."))
	}
}

// TestText is what people see.
func TestText(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	stdout, stderr, code := c.run("./feed")
	want := "feed/feed.go:13:3: spawnloop: goroutine per element of urls (parameter): no limit found before the go statement"
	if lines := strings.Split(stdout, "\n"); code != 1 || stderr != "" ||
		!slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) && strings.HasSuffix(line, " (inflight)") }) {
		t.Errorf("exit code %d, standard error %q, no line starts with\n%s\nin\n%s", code, stderr, want, stdout)
	}
}
