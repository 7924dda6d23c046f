package main_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// compare fails the test unless two lists have the same lines, in any order.
func compare(t *testing.T, what string, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if slices.Equal(got, want) {
		return
	}
	t.Errorf("%s: %d, want %d\ntoo many:%s\nmissing:%s", what, len(got), len(want), only(got, want), only(want, got))
}

// only returns the lines of list that other does not have as often.
func only(list, other []string) string {
	var b strings.Builder
	other = slices.Clone(other)
	for _, line := range list {
		if i := slices.Index(other, line); i >= 0 {
			other = slices.Delete(other, i, i+1)
			continue
		}
		b.WriteString("\n\t" + line)
	}
	return b.String()
}

// places returns where issues are, and of which check they are.
func places(issues []issue) []string {
	var list []string
	for _, i := range issues {
		list = append(list, fmt.Sprintf("%s:%d: %s", i.Pos.Filename, i.Pos.Line, i.check()))
	}
	return list
}

// texts returns the issues as people see them.
func texts(issues []issue) []string {
	var list []string
	for _, i := range issues {
		list = append(list, i.String())
	}
	return list
}

// want is the comment at what is reported by default.
var want = comments("want")

// comments matches comments of some kinds, which end a line and name a check.
func comments(kinds string) *regexp.Regexp {
	return regexp.MustCompile(`// (?:` + kinds + `) (\w+)`)
}

// wanted returns the places below folders of the checkout that comments name.
func (c *checkout) wanted(comment *regexp.Regexp, folders ...string) []string {
	c.t.Helper()
	var list []string
	for _, folder := range folders {
		for _, name := range c.files(folder) {
			for i, line := range strings.Split(c.read(name), "\n") {
				for _, m := range comment.FindAllStringSubmatch(line, -1) {
					list = append(list, fmt.Sprintf("%s:%d: %s", name, i+1, m[1]))
				}
			}
		}
	}
	if len(list) == 0 {
		c.t.Fatalf("no comments %s in %q", comment, folders)
	}
	return list
}

// files returns the names of the Go files below a folder of the checkout.
func (c *checkout) files(folder string) []string {
	c.t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(c.dir), filepath.ToSlash(filepath.Clean(folder)), func(name string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".go") {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return list
}

// inPlace is what the plugin adds to a message: the function it speaks of.
var inPlace = regexp.MustCompile(` \([^ ]+( #\d+)?\)$`)

// ofInflight returns the findings without those of other linters.
func ofInflight(issues []issue) []issue {
	return slices.DeleteFunc(issues, func(i issue) bool { return i.FromLinter != "inflight" })
}

// asInflight returns the findings of inflight as the program itself shows them.
func asInflight(issues []issue) []string {
	var list []string
	for _, i := range ofInflight(issues) {
		list = append(list, fmt.Sprintf("%s:%d:%d: %s", i.Pos.Filename, i.Pos.Line, i.Pos.Column, inPlace.ReplaceAllString(i.Text, "")))
	}
	return list
}

// inflight returns what the program finds in the checkout.
func (c *checkout) inflight(args ...string) []string {
	c.t.Helper()
	stdout, stderr, code := c.execute(inflight, append([]string{"-json"}, args...)...)
	if stderr != "" || code > 1 {
		c.t.Fatalf("inflight %q exits with %d:\n%s", args, code, stderr)
	}
	var tree map[string]map[string][]struct{ Posn, Message string }
	if err := json.Unmarshal([]byte(stdout), &tree); err != nil {
		c.t.Fatalf("%v in\n%s", err, stdout)
	}
	var list []string
	for _, checks := range tree {
		for check, findings := range checks {
			for _, f := range findings {
				posn := filepath.ToSlash(strings.TrimPrefix(f.Posn, c.dir+string(filepath.Separator)))
				list = append(list, fmt.Sprintf("%s: %s: %s", posn, check, f.Message))
			}
		}
	}
	return list
}
