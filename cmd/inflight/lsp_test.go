package main_test

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"golang.org/x/tools/txtar"
)

// editor is what an editor does with a language server.
type editor struct {
	t       *testing.T
	work    string
	conn    *jsonrpc2.Conn
	cmd     *exec.Cmd
	stdin   io.Closer
	version map[string]int

	mu     sync.Mutex
	found  map[string][]diagnosed // by file, as last published
	logged []string
	shown  []string
	news   chan struct{}
}

type place struct{ Line, Character int }

type span struct{ Start, End place }

type diagnosed struct {
	Range         span
	Severity      int
	Code, Message string
}

type action struct {
	Title, Kind string
	IsPreferred bool
	Edit        struct {
		Changes map[string][]struct {
			Range   span
			NewText string
		}
	}
}

// startEditor starts the server for a module of these files.
func startEditor(t *testing.T, files string, capabilities, options map[string]any) *editor {
	t.Helper()
	e := &editor{t: t, work: unpack(t, txtar.Parse([]byte(files))), version: map[string]int{}, found: map[string][]diagnosed{}, news: make(chan struct{}, 1)}
	e.cmd = exec.Command(program, "lsp")
	e.cmd.Dir = e.work
	e.cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	e.cmd.Stderr = os.Stderr
	stdin, err := e.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := e.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := e.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	e.stdin = stdin
	stream := struct {
		io.Reader
		io.WriteCloser
	}{stdout, stdin}
	e.conn = jsonrpc2.NewConn(t.Context(), jsonrpc2.NewBufferedStream(stream, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(e.handle),
		jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	t.Cleanup(func() {
		e.conn.Close()
		if e.cmd.ProcessState == nil {
			e.cmd.Wait()
		}
	})
	if capabilities == nil {
		capabilities = map[string]any{}
	}
	e.call("initialize", map[string]any{"capabilities": capabilities, "initializationOptions": options}, nil)
	e.notify("initialized", struct{}{})
	return e
}

func (e *editor) handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch req.Method {
	case "textDocument/publishDiagnostics":
		var p struct {
			URI         string
			Diagnostics []diagnosed
		}
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			return nil, err
		}
		e.found[strings.TrimPrefix(p.URI, "file://"+e.work+"/")] = p.Diagnostics
	case "window/logMessage", "window/showMessage":
		var p struct{ Message string }
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			return nil, err
		}
		if req.Method == "window/logMessage" {
			e.logged = append(e.logged, p.Message)
		} else {
			e.shown = append(e.shown, p.Message)
		}
	}
	select {
	case e.news <- struct{}{}:
	default:
	}
	return nil, nil
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), time.Minute)
	defer cancel()
	if err := e.conn.Call(ctx, method, params, result); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.conn.Notify(e.t.Context(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) uri(file string) string { return "file://" + e.work + "/" + file }

func (e *editor) read(file string) string {
	e.t.Helper()
	data, err := os.ReadFile(filepath.Join(e.work, file))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(data)
}

func (e *editor) open(file string) {
	e.t.Helper()
	e.version[file] = 1
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": e.uri(file), "languageId": "go", "version": 1, "text": e.read(file)}})
}

// edit replaces all of a document.
func (e *editor) edit(file, text string) {
	e.t.Helper()
	e.version[file]++
	e.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": e.uri(file), "version": e.version[file]},
		"contentChanges": []any{map[string]any{"text": text}}})
}

// waitFor waits until a file has so many findings, and returns them in order.
func (e *editor) waitFor(file string, n int) []diagnosed {
	e.t.Helper()
	deadline := time.After(time.Minute)
	for {
		e.mu.Lock()
		found, ok := e.found[file]
		found = slices.Clone(found)
		e.mu.Unlock()
		if ok && len(found) == n {
			return found
		}
		select {
		case <-e.news:
		case <-deadline:
			e.t.Fatalf("%s has findings %v, want %d; log: %q, shown: %q", file, found, n, e.logged, e.shown)
		}
	}
}

// waitForMessage waits until the user is told something.
func (e *editor) waitForMessage(list *[]string, text string) {
	e.t.Helper()
	deadline := time.After(time.Minute)
	for {
		e.mu.Lock()
		ok := slices.ContainsFunc(*list, func(m string) bool { return strings.Contains(m, text) })
		e.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-e.news:
		case <-deadline:
			e.t.Fatalf("nothing says %q; log: %q, shown: %q", text, e.logged, e.shown)
		}
	}
}

func (e *editor) actions(file string, at span, only ...string) []action {
	e.t.Helper()
	var list []action
	e.call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": e.uri(file)}, "range": at,
		"context": map[string]any{"only": only, "diagnostics": []any{}}}, &list)
	return list
}

// apply returns a text with the edits of an action.
func (e *editor) apply(file, text string, a action) string {
	e.t.Helper()
	edits := a.Edit.Changes[e.uri(file)]
	if len(edits) == 0 {
		e.t.Fatalf("%q has no edits of %s", a.Title, file)
	}
	lines := strings.SplitAfter(text, "\n")
	offset := func(p place) int {
		at := 0
		for _, line := range lines[:p.Line] {
			at += len(line)
		}
		return at + p.Character // these fixtures are ASCII where they are edited
	}
	sort.SliceStable(edits, func(i, j int) bool { return offset(edits[i].Range.Start) > offset(edits[j].Range.Start) })
	for _, edit := range edits {
		text = text[:offset(edit.Range.Start)] + edit.NewText + text[offset(edit.Range.End):]
	}
	return text
}

// bye ends the server as an editor does and returns its exit code.
func (e *editor) bye() int {
	e.t.Helper()
	e.call("shutdown", nil, nil)
	e.notify("exit", nil)
	_ = e.cmd.Wait()
	return e.cmd.ProcessState.ExitCode()
}

const edited = `
-- go.mod --
module example.com/m

go 1.25
-- a/a.go --
package a

import (
	"sync"

	"example.com/m/b"
)

func each(urls []string) {
	var wg sync.WaitGroup
	for range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fetch()
		}()
	}
	wg.Wait()
}

func fetch() {}

func all(urls []string) {
	for range urls {
		b.Start()
	}
}
-- b/b.go --
package b

// Start starts some work.
func Start() {
	go send()
}

func each(urls []string) {
	for range urls {
		/* é𝛼 */ go send()
	}
}

func send() {}
`

func TestEditor(t *testing.T) {
	t.Parallel()
	e := startEditor(t, edited, nil, map[string]any{"codeLens": true})
	e.open("a/a.go")
	found := e.waitFor("a/a.go", 2)
	if d := found[0]; d.Code != "spawnloop" || d.Severity != 2 || d.Range != (span{place{12, 2}, place{12, 4}}) {
		t.Errorf("the first finding is %+v", d)
	}

	// What is typed counts, not what is saved; and what is offered is right.
	before := e.read("a/a.go")
	bounded := strings.Replace(before, "range urls", "range 8", 1)
	e.edit("a/a.go", bounded)
	e.waitFor("a/a.go", 1)
	e.edit("a/a.go", "// Package a is longer now.\n"+before)
	found = e.waitFor("a/a.go", 2)
	if found[0].Range.Start.Line != 13 {
		t.Errorf("a line was added, but the finding is %+v", found[0])
	}
	e.edit("a/a.go", before)
	for e.waitFor("a/a.go", 2)[0].Range.Start.Line != 12 {
		time.Sleep(10 * time.Millisecond)
	}
	list := e.actions("a/a.go", e.found["a/a.go"][0].Range)
	if len(list) == 0 || !list[0].IsPreferred || list[0].Kind != "quickfix" {
		t.Fatalf("the actions are %+v", list)
	}
	fixed := e.apply("a/a.go", before, list[0])
	if !strings.Contains(fixed, "sem <- struct{}{}") {
		t.Errorf("the first action gives:\n%s", fixed)
	}
	if all := e.actions("a/a.go", span{}, "source.fixAll"); len(all) != 1 || e.apply("a/a.go", before, all[0]) != fixed {
		t.Errorf("to fix all is %+v", all)
	}
	if list := e.actions("a/a.go", span{place{1, 0}, place{2, 0}}); len(list) != 0 {
		t.Errorf("actions where nothing is found: %+v", list)
	}

	// What is known of a place that starts work.
	var hover struct{ Contents struct{ Value string } }
	e.call("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}, "position": place{12, 3}}, &hover)
	if !strings.Contains(hover.Contents.Value, "go in each: unbounded") {
		t.Errorf("the hover is %q", hover.Contents.Value)
	}
	var lenses []struct{ Command struct{ Title string } }
	e.call("textDocument/codeLens", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}}, &lenses)
	if len(lenses) != 2 || lenses[0].Command.Title != "unbounded" {
		t.Errorf("the lenses are %+v", lenses)
	}
	e.edit("a/a.go", fixed)
	e.waitFor("a/a.go", 1)
	e.call("textDocument/codeLens", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}}, &lenses)
	if len(lenses) != 2 || !strings.HasPrefix(lenses[0].Command.Title, "bounded") || lenses[1].Command.Title != "unbounded" {
		t.Errorf("the lenses are %+v", lenses)
	}

	// A package that was looked at for its facts alone has findings when it is opened,
	// and a change there that is not saved is seen in the packages that use it.
	e.open("b/b.go")
	e.waitFor("b/b.go", 1)
	b := e.read("b/b.go")
	e.edit("b/b.go", strings.Replace(b, "\tgo send()\n", "", 1))
	e.waitFor("a/a.go", 0)
	e.edit("b/b.go", b)
	e.waitFor("a/a.go", 1)

	// While code is broken the last findings stay, and others are found.
	e.edit("b/b.go", b+"func broken( {\n")
	e.waitForMessage(&e.logged, "not analyzed")
	e.edit("a/a.go", before)
	time.Sleep(time.Second)
	if n := len(e.waitFor("b/b.go", 1)); n != 1 {
		t.Errorf("%d findings in what is broken", n)
	}
	e.edit("b/b.go", strings.Replace(b, "range urls", "range 3", 1))
	e.waitFor("b/b.go", 0)
	e.waitFor("a/a.go", 2)

	// What is closed has no findings.
	e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri("a/a.go")}})
	e.waitFor("a/a.go", 0)
	if code := e.bye(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if len(e.shown) > 0 {
		t.Errorf("the user was told %q", e.shown)
	}
}
