package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditorConfigFlag: the file that a flag names holds, and one that is wrong elsewhere
// keeps the server from nothing.
func TestEditorConfigFlag(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "company.yml")
	if err := os.WriteFile(file, []byte("disable: [spawnloop]\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	wrong := edited + "-- .inflight.yml --\nlevle: audit\n"
	e := startEditor(t, wrong, nil, nil, "-config", file)
	e.open("a/a.go")
	e.waitFor("a/a.go", 0)

	e = startEditor(t, wrong, nil, nil, "-config", "none")
	e.open("a/a.go")
	e.waitFor("a/a.go", 2)
	if len(e.shown) > 0 {
		t.Errorf("the user was told %q", e.shown)
	}

	e = startEditor(t, wrong, nil, nil)
	e.open("a/a.go")
	e.waitFor("a/a.go", 2)
	e.waitForMessage(&e.shown, `unknown key "levle"`)
}

// TestEditorOthersCode: nobody is bothered who looks into the code of a dependency or of Go.
func TestEditorOthersCode(t *testing.T) {
	t.Parallel()
	e := startEditor(t, edited, pulling(), nil)
	for _, args := range [][]string{
		{"list", "-m", "-f", "{{.Dir}}/jsonrpc2.go", "github.com/sourcegraph/jsonrpc2"},
		{"list", "-f", "{{.Dir}}/errors.go", "errors"},
	} {
		out, err := exec.Command("go", args...).Output()
		if err != nil {
			t.Fatal(err)
		}
		file := strings.TrimSpace(string(out))
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
			"uri": "file://" + file, "languageId": "go", "version": 1, "text": string(text) + "// more\n"}})
		var r report
		e.call("textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": "file://" + file}}, &r)
		if len(r.Items) > 0 {
			t.Errorf("%s has findings %+v", file, r.Items)
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.shown)+len(e.logged) > 0 {
		t.Errorf("the user was told %q, %q", e.shown, e.logged)
	}
}
