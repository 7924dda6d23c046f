package editors

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/inflight-go/inflight/testdata/editors/lsp"
)

// each runs a test with every server.
func each(t *testing.T, test func(t *testing.T, s server)) {
	for _, s := range servers() {
		t.Run(s.name, func(t *testing.T) { test(t, s) })
	}
}

// oneLess returns the text of the file without the finding in detached.
func oneLess(text string) string {
	return strings.Replace(text, "\t\tlib.Fetch(url)\n", "\t\tvisit(url)\n", 1) + "\nvar _ = lib.Fetch\n"
}

// TestFindings holds that findings come, follow edits that are not saved, and go with their fix.
func TestFindings(t *testing.T) {
	each(t, func(t *testing.T, server server) {
		s := start(t, server, nil, nil)
		found := s.expect(loop, viaLib)

		// A line more above.
		s.edit(strings.Replace(s.text, "func all", "\nfunc all", 1))
		s.expect("15"+strings.TrimPrefix(loop, "14"), "27"+strings.TrimPrefix(viaLib, "26"))
		// One finding less.
		s.edit(oneLess(s.text))
		s.expect(loop)
		s.edit(s.text)
		found = s.expect(loop, viaLib)

		if d := found[0]; d.Code == nil || d.CodeDescription == nil {
			t.Errorf("the finding has code %v and link %s, want both", d.Code, d.CodeDescription)
		}
		fixed, err := lsp.Apply(s.text, s.fix(found[0]).Edit.Edits(lsp.URI(s.path)))
		if err != nil {
			t.Fatal(err)
		}
		s.edit(fixed)
		s.expect("30" + strings.TrimPrefix(viaLib, "26"))
		if err := os.WriteFile(s.path, []byte(fixed), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := output(t, s.dir, "gofmt", "-l", "."); got != "" {
			t.Errorf("gofmt is needed after the fix:\n%s", fixed)
		}
		output(t, s.dir, "go", "build", "./...")
	})
}

// TestBroken holds that findings come back when code that did not compile does so again.
func TestBroken(t *testing.T) {
	each(t, func(t *testing.T, server server) {
		s := start(t, server, nil, nil)
		s.expect(loop, viaLib)
		s.edit(strings.Replace(s.text, "visit(url)", "visit(url", 1))
		if server.name == "gopls" {
			_, err := s.Diagnostics(t.Context(), s.path, func(all []lsp.Diagnostic) bool { return len(all) > 0 && all[0].Source == "syntax" })
			if err != nil {
				t.Fatal(err)
			}
		}
		s.edit(strings.Replace(s.text, "visit(url)", "visit(1)", 1))
		time.Sleep(time.Second)
		s.edit(s.text)
		s.expect(loop, viaLib)
	})
}

// TestPull holds that an editor can ask for findings.
func TestPull(t *testing.T) {
	each(t, func(t *testing.T, server server) {
		var settings map[string]any
		if server.name == "gopls" { // which does so only when it is told to
			settings = map[string]any{"pullDiagnostics": true}
		}
		s := connect(t, server, true, settings, nil)
		for _, text := range []string{s.text, oneLess(s.text), s.text} {
			s.edit(text)
			want := []string{loop}
			if text == s.text {
				want = append(want, viaLib)
			}
			found, err := s.Pull(t.Context(), s.path)
			if err != nil {
				t.Fatal(err)
			}
			if !s.are(found, want) {
				t.Errorf("pulled %v, want %q", ours(found), want)
			}
		}
	})
}

// TestBigFile holds that a file of 20,000 lines is no trouble.
func TestBigFile(t *testing.T) {
	each(t, func(t *testing.T, server server) {
		s := start(t, server, nil, nil)
		s.expect(loop, viaLib)
		var b strings.Builder
		b.WriteString(s.text)
		for i := range 2500 {
			fmt.Fprintf(&b, "\nfunc f%d(n int) int {\n\tif n > %d {\n\t\tvisit(\"\")\n\t\treturn n\n\t}\n\treturn f%d(n + 1)\n}\n", i, i, i)
		}
		s.edit(b.String())
		s.expect(loop, viaLib)
		began := time.Now()
		s.edit(oneLess(b.String()))
		s.expect(loop)
		t.Logf("%d lines: %v from edit to findings", strings.Count(b.String(), "\n"), time.Since(began).Round(time.Millisecond))
	})
}

// TestTyping holds that an editor that sends an edit for each of many keys gets the findings of
// the last one.
func TestTyping(t *testing.T) {
	each(t, func(t *testing.T, server server) {
		s := start(t, server, nil, nil)
		s.expect(loop, viaLib)
		for i := range 2000 {
			s.edit(s.text + "\n// " + strings.Repeat("x", i%80) + "\n")
		}
		s.edit(oneLess(s.text))
		s.expect(loop)
	})
}

// TestVanish holds that no process is left of an editor that has crashed.
func TestVanish(t *testing.T) {
	each(t, func(t *testing.T, server server) {
		s := startAlone(t, server)
		if err := s.Open(filepath.Join(fixture(t, nil), "crawl", "crawl.go"), "package crawl\n"); err != nil {
			t.Fatal(err)
		}
		// A request that makes no sense is answered all the same.
		err := s.Call(t.Context(), "textDocument/codeAction", map[string]any{}, nil)
		if refused := new(lsp.ResponseError); err != nil && !errors.As(err, &refused) {
			t.Error(err)
		}
		if err := s.Vanish(); err != nil {
			t.Errorf("%v\nits standard error: %s", err, s.Stderr())
		}
	})
}

// TestOutside holds that a file outside of any module has its findings, or that it is said why not.
func TestOutside(t *testing.T) {
	const alone = "package main\n\nfunc main() {}\n\nfunc Each(urls []string) {\n\tfor range urls {\n\t\tgo println()\n\t}\n}\n"
	each(t, func(t *testing.T, server server) {
		dir, err := filepath.EvalSymlinks(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "main.go")
		if err := os.WriteFile(path, []byte(alone), 0o666); err != nil {
			t.Fatal(err)
		}
		client, err := lsp.Start(t.Context(), exec.Command(server.command[0], server.command[1:]...), dir, server.settings, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := client.Open(path, alone); err != nil {
			t.Fatal(err)
		}
		if server.name == "lsp" {
			err = client.Notice(t.Context(), "main.go is in no module, so it is not analyzed")
		} else {
			_, err = client.Diagnostics(t.Context(), path, func(all []lsp.Diagnostic) bool { return len(ours(all)) == 1 })
		}
		if err != nil {
			t.Errorf("%v\nits standard error: %s", err, client.Stderr())
		}
		if err := client.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
}
