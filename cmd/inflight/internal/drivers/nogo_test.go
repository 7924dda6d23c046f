package drivers_test

import (
	"encoding/json"
	"go/version"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
)

// nogoVariable has this program analyze a package as Bazel's would: it is the name
// of a file with a nogoUnit.
const nogoVariable = "INFLIGHT_NOGO"

// nogo drives the checks as the program does that Bazel generates for a nogo
// target.
func nogo(t *testing.T, dir string, c config) []finding {
	t.Helper()
	var all []finding
	for _, u := range nogoUnits(t, dir, c) {
		stdout, stderr, err := u.run(t, dir)
		if err != nil {
			t.Errorf("nogo, %s: %v\n%s", u.Path, err, stderr)
		}
		all = append(all, decode(t, dir, stdout)...)
	}
	return all
}

// nogoUnits returns packages of the fixture and those that they need, each after what it
// imports, as Bazel asks for their analysis.
func nogoUnits(t *testing.T, dir string, c config) []*nogoUnit {
	t.Helper()
	stdout, stderr := execute(t, dir, "go", "list", "-export", "-deps",
		"-json=ImportPath,Dir,GoFiles,Export,Standard,Imports,DepOnly", c.packages)
	out := t.TempDir()
	compiled, facts := map[string]string{}, map[string]string{}
	var list []*nogoUnit
	for dec := json.NewDecoder(strings.NewReader(stdout)); ; {
		var p struct {
			ImportPath, Dir, Export string
			GoFiles, Imports        []string
			Standard, DepOnly       bool
		}
		if err := dec.Decode(&p); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatalf("go list: %v\n%s", err, stderr)
		}
		compiled[p.ImportPath] = p.Export
		if p.Standard {
			continue
		}
		u := &nogoUnit{
			Path:      p.ImportPath,
			GoVersion: version.Lang(runtime.Version()),
			Types:     map[string]string{},
			Facts:     map[string]string{},
			Output:    filepath.Join(out, strings.ReplaceAll(p.ImportPath, "/", ",")+".facts"),
			FactsOnly: p.DepOnly,
			Config:    c.nogo(),
		}
		facts[p.ImportPath] = u.Output
		for _, a := range nogoAnalyzers {
			if analyzers.OptIn(a.Name) && !c.optIn {
				u.Without = append(u.Without, a.Name)
			}
		}
		for _, name := range p.GoFiles {
			u.Files = append(u.Files, filepath.Join(p.Dir, name))
		}
		for _, path := range p.Imports {
			u.Types[path] = compiled[path]
			if facts[path] != "" {
				u.Facts[path] = facts[path]
			}
		}
		list = append(list, u)
	}
}

// run analyzes the package in a process of its own.
func (u *nogoUnit) run(t *testing.T, dir string) (stdout, stderr string, err error) {
	t.Helper()
	data, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "unit.json")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	cmd := exec.Command(os.Args[0])
	cmd.Dir, cmd.Env = dir, append(environ(), nogoVariable+"="+file)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	return out.String(), errs.String(), err
}

// nogo returns the settings as a configuration file of nogo has them: for each
// analyzer that is configured, the flags that it declares.
func (c config) nogo() nogoConfig {
	settings := map[string]string{"level": c.settings.Level, "rows": strings.Join(c.settings.Rows, ",")}
	if c.settings.Explain {
		settings["explain"] = "true"
	}
	all := nogoConfig{}
	for _, root := range nogoAnalyzers {
		for _, a := range append([]*analysis.Analyzer{root}, root.Requires...) {
			entry := all[a.Name]
			for name, value := range settings {
				if value == "" || a.Flags.Lookup(name) == nil {
					continue
				}
				if entry.Flags == nil {
					entry.Flags = map[string]string{}
				}
				entry.Flags[name] = value
			}
			all[a.Name] = entry
		}
	}
	return all
}

// TestNogoHasAll holds that what is compared has every check, and that every setting
// reaches an analyzer that a configuration file can name.
func TestNogoHasAll(t *testing.T) {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	names := func(list []*analysis.Analyzer) (names []string) {
		for _, a := range list {
			names = append(names, a.Name)
		}
		slices.Sort(names)
		return names
	}
	compare(t, "analyzers", names(nogoAnalyzers), names(suite))

	// Checks that are packages of their own share one table, and a configuration file
	// names analyzers by name.
	named := map[string]*analysis.Analyzer{}
	var visit func(list []*analysis.Analyzer)
	visit = func(list []*analysis.Analyzer) {
		for _, a := range list {
			if other := named[a.Name]; other != nil && other != a {
				t.Errorf("there are two analyzers %s", a.Name)
			}
			named[a.Name] = a
			visit(a.Requires)
		}
	}
	visit(nogoAnalyzers)

	all := config{settings: analyzers.Settings{Level: "audit", Explain: true, Rows: []string{row}}}.nogo()
	for name, flag := range map[string]string{"spawnloop": "level", "shortwrite": "explain", "inflightrows": "rows"} {
		if all[name].Flags[flag] == "" {
			t.Errorf("%s: there is no way to set %s", name, flag)
		}
	}
}

// TestNogoRefuses holds that a setting that does not exist, or a value that means
// nothing, ends the build instead of being ignored.
func TestNogoRefuses(t *testing.T) {
	t.Parallel()
	dir := newFixture(t)
	u := nogoUnits(t, dir, configs[0])[0]
	for _, test := range []struct{ flag, value, want string }{
		{"levle", "audit", "unrecognized flag: levle"},
		{"level", "loud", "invalid value: level=loud"},
	} {
		entry := u.Config["spawnloop"]
		entry.Flags = map[string]string{test.flag: test.value}
		u.Config = nogoConfig{"spawnloop": entry}
		stdout, stderr, err := u.run(t, dir)
		if err == nil || stdout != "" || !strings.Contains(stderr, test.want) {
			t.Errorf("%s=%s: error %v, %q, want %q", test.flag, test.value, err, stderr, test.want)
		}
	}
}

// TestNogoFactsMatter holds that the facts which the program hands over in files are
// what makes it find what the others do.
func TestNogoFactsMatter(t *testing.T) {
	t.Parallel()
	dir := newFixture(t)
	var found []finding
	for _, u := range nogoUnits(t, dir, everything) {
		u.Facts = nil
		stdout, stderr, err := u.run(t, dir)
		if err != nil {
			t.Fatalf("%s: %v\n%s", u.Path, err, stderr)
		}
		found = append(found, decode(t, dir, stdout)...)
	}
	reported, rows := split(found)
	want := expected(t, dir, "./...", "lost")
	want = slices.DeleteFunc(want, func(place string) bool { return strings.HasSuffix(place, nogoLacks) })
	compare(t, "without facts", reported, want)
	compare(t, "rows of the inventory without facts", both(expected(t, dir, "./...", "row"), rows), nil)
}

// TestNogoPage holds that docs/bazel.md names every check that is not run on request
// alone, and that nogo takes the configuration it shows.
func TestNogoPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../../../docs/bazel.md")
	if err != nil {
		t.Fatal(err)
	}
	configurable := map[string]bool{"_base": true}
	for _, a := range nogoAnalyzers {
		if !strings.Contains(string(page), "//passes/"+a.Name+"\"") && !analyzers.OptIn(a.Name) {
			t.Errorf("docs/bazel.md: %s is missing from the deps", a.Name)
		}
		configurable[a.Name] = true
		for _, required := range a.Requires {
			configurable[required.Name] = true
		}
	}
	_, rest, _ := strings.Cut(string(page), "```json\n")
	text, _, found := strings.Cut(rest, "```")
	var shown nogoConfig
	if err := json.Unmarshal([]byte(text), &shown); err != nil || !found {
		t.Fatalf("docs/bazel.md: %v", err)
	}
	for name := range shown {
		if !configurable[name] {
			t.Errorf("docs/bazel.md: nothing is named %s", name)
		}
	}
	dir := newFixture(t)
	u := nogoUnits(t, dir, configs[0])[0]
	u.Config = shown
	if _, stderr, err := u.run(t, dir); err != nil {
		t.Errorf("%v\n%s", err, stderr)
	}
}
