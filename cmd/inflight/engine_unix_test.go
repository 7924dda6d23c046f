//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/lsp"
)

// TestEngineSearches holds that a package that fails is found by halving, that it costs one
// run from then on, and that a download is not taken for the reason. The go command of this
// test is a shell script.
func TestEngineSearches(t *testing.T) {
	bin := t.TempDir()
	script := `#!/bin/sh
case "$*" in
env*) echo /nowhere; exit ;;
esac
echo run >> "$RUNS"
case "$* " in
*"./p7 "*) echo "go: downloading example.com/x v1.0.0" >&2; echo "p7/p.go:1:1: syntax error" >&2; exit 1 ;;
esac
`
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	runs := filepath.Join(bin, "runs")
	t.Setenv("RUNS", runs)
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	root := t.TempDir()
	r := lsp.Request{Root: root}
	for i := range 64 {
		r.Dirs = append(r.Dirs, filepath.Join(root, fmt.Sprintf("p%d", i)))
	}
	e := &engine{o: &options{}, failed: map[string]bool{}}
	for _, most := range []int{13, 2, 2} {
		if err := os.RemoveAll(runs); err != nil {
			t.Fatal(err)
		}
		result, err := e.Vet(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if reason := result.Failed[r.Dirs[7]]; len(result.Failed) != 1 || reason != "p7/p.go:1:1: syntax error" {
			t.Errorf("what failed is %q", result.Failed)
		}
		log, err := os.ReadFile(runs)
		if n := strings.Count(string(log), "run"); err != nil || n == 0 || n > most {
			t.Errorf("%d runs of go vet, want at most %d (%v)", n, most, err)
		}
	}
}
