// Package editors tests what inflight does in editors: with real ones, and with the servers
// alone. See docs/editors.md.
package editors

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/testdata/editors/lsp"
)

// The programs under test, which TestMain builds from this checkout.
var inflight, gopls string

// A server is one way to have the checks in an editor.
type server struct {
	name    string
	command []string
	// source is what diagnostics of spawnloop have as their source.
	source string
	// settings are those that an editor gives it: not to wait long after an edit.
	settings map[string]any
}

// servers returns all of them.
func servers() []server {
	return []server{
		{"gopls", []string{gopls}, "spawnloop", map[string]any{"diagnosticsDelay": "100ms"}},
		{"lsp", []string{inflight, "lsp"}, "inflight", map[string]any{"delay": 100}},
	}
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "editors")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	code := 2
	if err := build(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		code = m.Run()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// build builds the programs into dir, as a person does. They keep nothing outside of it but what
// the go command caches.
func build(dir string) error {
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		return err
	}
	os.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	os.Setenv("GOWORK", "off")
	os.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	os.Setenv("GOPLSCACHE", filepath.Join(dir, "goplscache"))
	os.Unsetenv("INFLIGHT_FLAGS")
	inflight, gopls = filepath.Join(dir, "inflight"), filepath.Join(dir, "inflight-gopls")

	cmd := exec.Command("go", "build", "-o", inflight, "./cmd/inflight")
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v\n%s", err, out)
	}
	out, err := exec.Command(inflight, "gopls", "build", "-o", gopls).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%v\n%s", err, out)
	}
	return nil
}

// The findings in fixture/crawl/crawl.go.
const (
	loop   = "14:13: %s: goroutine per element of urls (parameter): no limit found before the go statement"
	viaLib = "26:3: %s: lib.Fetch per element of urls (parameter): it starts a goroutine and returns, no limit found before it"
)

// A session is a server that has a copy of the fixture open, with crawl/crawl.go in the editor.
type session struct {
	*lsp.Client
	t         *testing.T
	server    server
	dir, path string
	text      string // of the file as it was
}

// start starts a server on a copy of the fixture, with more settings and files, and opens the
// file.
func start(t *testing.T, s server, settings map[string]any, files map[string]string, env ...string) *session {
	t.Helper()
	return connect(t, s, false, settings, files, env...)
}

// connect is start for an editor that pulls diagnostics, or does not.
func connect(t *testing.T, s server, pulls bool, settings map[string]any, files map[string]string, env ...string) *session {
	t.Helper()
	dir := fixture(t, files)
	cmd := exec.Command(s.command[0], s.command[1:]...)
	cmd.Env = append(os.Environ(), env...)
	all := maps.Clone(s.settings)
	if all == nil {
		all = map[string]any{}
	}
	maps.Copy(all, settings)
	client, err := lsp.Start(t.Context(), cmd, dir, all, pulls)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.Stop(context.Background()); err != nil {
			t.Errorf("%v\nits standard error: %s", err, client.Stderr())
		}
	})
	path := filepath.Join(dir, "crawl", "crawl.go")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Open(path, string(text)); err != nil {
		t.Fatal(err)
	}
	return &session{client, t, s, dir, path, string(text)}
}

// fixture returns a copy of the fixture, with more files in it.
func fixture(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS("fixture")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// expect waits until the findings in the file are those, each as a format for the source.
func (s *session) expect(want ...string) []lsp.Diagnostic {
	s.t.Helper()
	found, err := s.Diagnostics(s.t.Context(), s.path, func(all []lsp.Diagnostic) bool { return s.are(all, want) })
	if err != nil {
		s.t.Fatalf("%v\nwant %q\nits standard error: %s", err, want, s.Stderr())
	}
	return ours(found)
}

// are reports whether the findings among diagnostics are those.
func (s *session) are(all []lsp.Diagnostic, want []string) bool {
	found := ours(all)
	if len(found) != len(want) {
		return false
	}
	for i, d := range found {
		if d.String() != fmt.Sprintf(want[i], s.server.source) {
			return false
		}
	}
	return true
}

// ours returns what is of inflight among diagnostics.
func ours(all []lsp.Diagnostic) (found []lsp.Diagnostic) {
	for _, d := range all {
		switch d.Source {
		case "inflight", "inflightsettings", "spawnloop", "handlerspawn", "errgrouplimit", "fanout", "semaphore",
			"shortwrite", "shortread", "copyloop", "readall", "baddirective", "inventory":
			found = append(found, d)
		}
	}
	return found
}

// edit replaces text in the editor.
func (s *session) edit(text string) {
	s.t.Helper()
	if err := s.Change(s.path, text); err != nil {
		s.t.Fatal(err)
	}
}

// fix returns the first fix of a finding.
func (s *session) fix(d lsp.Diagnostic) lsp.CodeAction {
	s.t.Helper()
	actions, err := s.Actions(s.t.Context(), s.path, d)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, a := range actions {
		if strings.Contains(a.Title, "at most") {
			return a
		}
	}
	s.t.Fatalf("no fix for %s among %v", d, actions)
	panic("unreachable")
}

// output runs a program in a folder and returns what it prints on its standard output. Its exit
// code may be 1, which says that something was found.
func output(t *testing.T, dir string, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && cmd.ProcessState.ExitCode() != 1 {
		t.Fatalf("%s %q: %v\n%s", program, args, err, &stderr)
	}
	return string(out)
}
