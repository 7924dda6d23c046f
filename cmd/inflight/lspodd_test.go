package main_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

type report struct {
	Kind, ResultID string
	Items          []diagnosed
}

func pulling() map[string]any {
	return map[string]any{"textDocument": map[string]any{"diagnostic": struct{}{}}}
}

// TestEditorPulls holds that a client that asks for diagnostics gets those of the last edit,
// and gets them once.
func TestEditorPulls(t *testing.T) {
	t.Parallel()
	e := startEditor(t, edited, pulling(), nil)
	e.open("a/a.go")
	pull := func(previous string) (r report) {
		e.call("textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}, "previousResultId": previous}, &r)
		return r
	}
	first := pull("")
	if first.Kind != "full" || len(first.Items) != 2 {
		t.Fatalf("the report is %+v", first)
	}
	if again := pull(first.ResultID); again.Kind != "unchanged" || again.Items != nil {
		t.Errorf("nothing has changed, and the report is %+v", again)
	}
	before := e.read("a/a.go")
	e.edit("a/a.go", strings.Replace(before, "range urls", "range 8", 1))
	if next := pull(first.ResultID); next.Kind != "full" || len(next.Items) != 1 {
		t.Errorf("the report after an edit is %+v", next)
	}
	e.mu.Lock()
	if len(e.found["a/a.go"]) > 0 {
		t.Errorf("the findings are published too: %+v", e.found)
	}
	e.mu.Unlock()

	// A request that is no longer of interest is given up.
	e.edit("a/a.go", before)
	ctx, cancel := context.WithCancel(t.Context())
	call, err := e.conn.DispatchCall(ctx, "textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}},
		jsonrpc2.PickID(jsonrpc2.ID{Num: 4711}))
	if err != nil {
		t.Fatal(err)
	}
	defer cancel()
	e.notify("$/cancelRequest", map[string]any{"id": 4711})
	var answer *jsonrpc2.Error
	if err := call.Wait(ctx, nil); !errors.As(err, &answer) || answer.Code != -32800 {
		t.Errorf("a request that was cancelled gives %v", err)
	}
	if r := pull(""); len(r.Items) != 2 {
		t.Errorf("the report after that is %+v", r)
	}
}

// TestEditorHurries holds that thousands of edits in a short time cost no more than few.
func TestEditorHurries(t *testing.T) {
	t.Parallel()
	e := startEditor(t, edited, nil, nil)
	e.open("a/a.go")
	before := e.read("a/a.go")
	e.waitFor("a/a.go", 2)
	bounded := strings.Replace(before, "range urls", "range 8", 1)
	for i := range 5000 {
		e.edit("a/a.go", fmt.Sprintf("%s// %d\n", before, i))
	}
	e.edit("a/a.go", bounded)
	e.waitFor("a/a.go", 1)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", e.cmd.Process.Pid))
	if err != nil {
		return // no such file on this system
	}
	var peak int
	for line := range strings.Lines(string(status)) {
		fmt.Sscanf(line, "VmHWM: %d kB", &peak)
	}
	if peak == 0 || peak > 200<<10 {
		t.Errorf("the server took %d kB", peak)
	}
}

// TestEditorLargeFile: places in a long file are right, also behind what is no ASCII.
func TestEditorLargeFile(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("package a\n\nfunc fetch() {}\n")
	for i := range 20000 {
		fmt.Fprintf(&text, "// line %d\n", i)
	}
	text.WriteString("func each(urls []string) {\n\tfor range urls {\n\t\t/* 𝛼é */ go fetch()\n\t}\n}\n")
	e := startEditor(t, "-- go.mod --\nmodule example.com/m\n\ngo 1.25\n-- a.go --\n"+text.String(), nil, nil)
	e.open("a.go")
	if found := e.waitFor("a.go", 1); found[0].Range != (span{place{20005, 12}, place{20005, 14}}) {
		t.Errorf("the finding is %+v", found[0])
	}
	e.version["a.go"]++
	e.notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": e.uri("a.go"), "version": e.version["a.go"]},
		"contentChanges": []any{
			map[string]any{"range": span{place{20005, 5}, place{20005, 7}}, "text": "x"}, // the letter that takes two units
			map[string]any{"range": span{place{0, 0}, place{0, 0}}, "text": "// 1\n// 2\n"},
		}})
	deadline := time.Now().Add(time.Minute)
	for e.waitFor("a.go", 1)[0].Range != (span{place{20007, 11}, place{20007, 13}}) {
		if time.Now().After(deadline) {
			t.Fatalf("after an edit the finding is %+v", e.found["a.go"])
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestEditorSettings: what is wrong with settings is said, and what is right is used.
func TestEditorSettings(t *testing.T) {
	t.Parallel()
	e := startEditor(t, edited, nil, nil)
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(e.work, ".inflight.yml"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		e.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{}})
	}
	e.open("a/a.go")
	e.waitFor("a/a.go", 2)
	write("disable: [spawnloop]\n")
	e.waitFor("a/a.go", 0)
	write("disabled: [spawnloop]\n")
	e.waitForMessage(&e.shown, `unknown key "disabled": did you mean "disable"?`)
	e.waitFor("a/a.go", 2)
	e.notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"inflight": map[string]any{"level": "loud"}}})
	e.waitForMessage(&e.shown, `unknown level "loud"`)
	e.notify("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"inflight": map[string]any{"level": "strong"}}})
	e.waitFor("a/a.go", 1) // nobody waits for what b.Start starts
}

// TestEditorNoGo: what keeps the go command from working is said.
func TestEditorNoGo(t *testing.T) {
	t.Setenv("GOTOOLCHAIN", "local")
	e := startEditor(t, strings.Replace(edited, "go 1.25", "go 1.999", 1), nil, nil)
	e.open("a/a.go")
	e.waitForMessage(&e.shown, "requires go >= 1.999")

	t.Setenv("PATH", t.TempDir())
	e = startEditor(t, edited, nil, nil)
	e.open("a/a.go")
	e.waitForMessage(&e.shown, "the go command is not on the PATH")
	if code := e.bye(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestEditorOutside: a file that belongs to no module is not analyzed, and that is said.
func TestEditorOutside(t *testing.T) {
	t.Parallel()
	e := startEditor(t, "-- a.go --\npackage a\n", nil, nil)
	e.open("a.go")
	e.waitForMessage(&e.shown, "is in no module")
	var answer *jsonrpc2.Error
	if err := e.conn.Call(t.Context(), "textDocument/definition", struct{}{}, nil); !errors.As(err, &answer) || answer.Code != jsonrpc2.CodeMethodNotFound {
		t.Errorf("an unknown request gives %v", err)
	}
	if err := e.conn.Call(t.Context(), "textDocument/hover", []int{1}, nil); !errors.As(err, &answer) || answer.Code != jsonrpc2.CodeInvalidParams {
		t.Errorf("a request without sense gives %v", err)
	}
	if code := e.bye(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}
