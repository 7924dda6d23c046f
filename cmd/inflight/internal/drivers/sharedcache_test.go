package drivers_test

import (
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/toolwatch"
)

// machines share a cache and nothing else.
type machines struct {
	prog string // GOCACHEPROG
	work string
}

// checkout lays the module out, as it is when a machine gets it.
func (m *machines) checkout(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(m.work, name)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	for file, content := range sharedModule {
		file = filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// analyze runs a command in the directory on a machine that has no cache of its own
// yet. It returns what was found, and the packages that a tool looked at.
func (m *machines) analyze(t *testing.T, dir string, command []string) (found []finding, analyzed []string) {
	t.Helper()
	own := t.TempDir()
	log := filepath.Join(own, "log")
	cmd := exec.Command(command[0], append(command[1:], "./...")...)
	cmd.Dir = dir
	watched, err := toolwatch.Env(log)
	if err != nil {
		t.Fatal(err)
	}
	cmd.Env = append(append(environ(), "GOCACHE="+filepath.Join(own, "cache"), "GOCACHEPROG="+m.prog), watched...)
	var out, errs strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%s: %v\n%s", cmd, err, errs.String())
	}
	stdout := out.String()
	if command[0] == "go" && oldVet {
		stdout = regexp.MustCompile("(?m)^#.*$").ReplaceAllString(errs.String(), "")
	}
	processes, err := toolwatch.Read(log)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range processes {
		analyzed = append(analyzed, p.Package)
	}
	slices.Sort(analyzed)
	return decode(t, dir, stdout), analyzed
}

// oldVet is a go vet that prints all to standard error, and keeps no findings.
var oldVet = version.Compare(runtime.Version(), "go1.26") < 0

// TestSharedCache holds what a second machine has to analyze when the first has put its
// results where both look: nothing if the checkouts have the same path, and otherwise
// only what is in them.
func TestSharedCache(t *testing.T) {
	t.Parallel()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	watch(t, "../../../../internal/cacheprog")
	prog := filepath.Join(dir, "cacheprog.exe")
	if out, err := exec.Command("go", "build", "-o", prog, "../../../../internal/cacheprog").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	m := &machines{prog: prog + " " + filepath.Join(dir, "shared"), work: dir}

	const app, lib, group = "example.com/shared/app", "example.com/shared/lib", "golang.org/x/sync/errgroup"
	for _, command := range [][]string{
		{"go", "vet", "-vettool=" + program, "-json"},
		{program, "-json", "-explain"}, // has results of its own
	} {
		name := filepath.Base(command[0])
		first, analyzed := m.analyze(t, m.checkout(t, "one"), command)
		for _, path := range []string{app, lib, group, "sync"} {
			if !slices.Contains(analyzed, path) {
				t.Fatalf("%s, first: %s was not analyzed: the rest would show nothing", name, path)
			}
		}
		want := lines(first, finding.String)
		if len(want) != 2 || !strings.HasPrefix(want[0], "app/app.go:") {
			t.Fatalf("%s, first: found %q, want one of app and one of lib", name, want)
		}
		var roots []string
		if oldVet {
			roots = []string{app, lib}
		}
		for _, again := range []struct {
			name, checkout string
			analyzed       []string
		}{
			{"same path", "one", roots},
			{"another path", "two", []string{app, lib}},
			{"same path once more", "one", roots},
			{"another path once more", "two", roots},
		} {
			found, analyzed := m.analyze(t, m.checkout(t, again.checkout), command)
			compare(t, name+", "+again.name, lines(found, finding.String), want)
			compare(t, name+", "+again.name+", packages analyzed", analyzed, again.analyzed)
		}
	}
}

// sharedModule needs the standard library, another module, and facts about both of its
// packages to be understood.
var sharedModule = map[string]string{
	"go.mod": "module example.com/shared\n\ngo 1.25.0\n\nrequire golang.org/x/sync v0.21.0\n",
	"go.sum": "golang.org/x/sync v0.21.0 h1:HLII4xRRTtCRkxYp4HNFF0Js/Og6q2i++KXbg0gHCwM=\n" +
		"golang.org/x/sync v0.21.0/go.mod h1:9xrNwdLfx4jkKbNva9FpL6vEN7evnE43NNNJQ2LF3+0=\n",
	"lib/lib.go": `package lib

import "sync"

type Pool struct{ wg sync.WaitGroup }

func (p *Pool) Start(work func()) { p.wg.Go(work) }

func (p *Pool) All(work []func()) {
	for _, w := range work {
		p.wg.Go(w)
	}
	p.wg.Wait()
}

func Each(names []string, f func(string)) {
	var wg sync.WaitGroup
	for _, name := range names {
		wg.Go(func() { f(name) })
	}
	wg.Wait()
}
`,
	"app/app.go": `package app

import (
	"golang.org/x/sync/errgroup"

	"example.com/shared/lib"
)

func Load(names []string, load func(string) error) error {
	var p lib.Pool
	for _, name := range names {
		p.Start(func() { load(name) })
	}
	var g errgroup.Group
	g.SetLimit(4)
	for _, name := range names {
		g.Go(func() error { return load(name) })
	}
	return g.Wait()
}
`,
}
