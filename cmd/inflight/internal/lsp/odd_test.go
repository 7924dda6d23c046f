package lsp

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// shown are the files with findings, by their URIs, as the client was told last.
func (c *client) shown() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := map[string]int{}
	for _, req := range c.told {
		if req.Method != "textDocument/publishDiagnostics" {
			continue
		}
		var p publishParams
		if err := json.Unmarshal(*req.Params, &p); err != nil {
			c.t.Error(err)
		}
		last[p.URI] = len(p.Diagnostics)
	}
	var list []string
	for uri, n := range last {
		if n > 0 {
			list = append(list, uri)
		}
	}
	slices.Sort(list)
	return list
}

// TestModuleLater: a file that was in no module is analyzed once it is in one.
func TestModuleLater(t *testing.T) {
	var runs atomic.Int32
	engine := analysis(func(Request) (*Result, error) { runs.Add(1); return &Result{}, nil })
	c := connect(t, engine, `{}`, `null`, nil)
	c.open(uriOf(filepath.Join(c.dir, "a.go")), "package a\n")
	c.eventually("a warning", func() bool { return c.count("window/showMessage") > 0 })
	c.write("go.mod", module)
	c.notify("workspace/didChangeWatchedFiles", `{"changes":[]}`)
	c.eventually("an analysis", func() bool { return runs.Load() > 0 })
}

// TestLensesComeBack: lenses that were asked for too early are shown after the analysis,
// also if what is found is the same as before. And that does not go on for ever.
func TestLensesComeBack(t *testing.T) {
	engine := analysis(func(r Request) (*Result, error) {
		row := report.Finding{File: filepath.Join(r.Dirs[0], "a.go"), Line: 1, Col: 1, Describes: true, Category: "unbounded"}
		return &Result{Findings: []report.Finding{row}}, nil
	})
	c := connect(t, engine, `{"workspace":{"codeLens":{"refreshSupport":true},"diagnostics":{"refreshSupport":true}},"textDocument":{"diagnostic":{}}}`,
		`{"codeLens":true}`, map[string]string{"go.mod": module})
	uri := uriOf(filepath.Join(c.dir, "a.go"))
	c.open(uri, "package a\n")
	c.settled(uri)
	refreshed := func(n int) func() bool {
		return func() bool { return c.count("workspace/codeLens/refresh") == n }
	}
	c.eventually("lenses are shown", refreshed(1))
	c.change(uri, "package a // more\n")
	c.eventually("lenses are shown again", refreshed(2))
	var lenses []codeLens
	c.call("textDocument/codeLens", `{"textDocument":{"uri":"`+uri+`"}}`, &lenses)
	if len(lenses) != 1 {
		t.Errorf("the lenses are %+v", lenses)
	}
	c.notify("textDocument/didSave", `{}`)
	c.settled(uri)
	if n := c.count("workspace/codeLens/refresh"); n != 2 {
		t.Errorf("nothing has changed, and there are %d refreshes", n)
	}
	if n := c.count("workspace/diagnostic/refresh"); n != 1 {
		t.Errorf("the findings have not changed, and there are %d refreshes", n)
	}
}

// TestNothingLeftBehind: findings go under the name under which they came, and what a
// comment claims to be elsewhere is not shown there for ever.
func TestNothingLeftBehind(t *testing.T) {
	engine := analysis(func(r Request) (*Result, error) {
		return &Result{Findings: []report.Finding{
			{File: filepath.Join(r.Dirs[0], "a+b.go"), Line: 1, Col: 1, Message: "here"},
			{File: filepath.Join(filepath.Dir(r.Dirs[0]), "elsewhere.y"), Line: 1, Col: 1, Message: "moved by a comment"},
		}}, nil
	})
	c := connect(t, engine, `{}`, `null`, map[string]string{"go.mod": module})
	uri := strings.Replace(uriOf(filepath.Join(c.dir, "a+b.go")), "+", "%2B", 1)
	other := uriOf(filepath.Join(c.dir, "c.go"))
	c.open(uri, "package a\n")
	c.eventually("a finding", func() bool { return slices.Equal(c.shown(), []string{uri}) })

	// While another file of the package is open, those of this one stay.
	c.open(other, "package a\n")
	c.notify("textDocument/didClose", `{"textDocument":{"uri":"`+uri+`"}}`)
	c.settled(other)
	if shown := c.shown(); !slices.Equal(shown, []string{uri}) {
		t.Errorf("there are findings in %q", shown)
	}
	c.notify("textDocument/didClose", `{"textDocument":{"uri":"`+other+`"}}`)
	c.eventually("no findings", func() bool { return len(c.shown()) == 0 })
}

// TestSettingsTakenBack: a setting that is gone from the editor is no longer in force.
func TestSettingsTakenBack(t *testing.T) {
	levels := make(chan string, 10)
	engine := analysis(func(r Request) (*Result, error) { levels <- r.Settings.Level; return &Result{}, nil })
	c := connect(t, engine, `{}`, `{"level":"audit"}`, map[string]string{"go.mod": module, ".inflight.yml": "level: strong\n"})
	c.open(uriOf(filepath.Join(c.dir, "a.go")), "package a\n")
	if level := <-levels; level != "audit" {
		t.Errorf("the level is %q", level)
	}
	for _, settings := range []string{`null`, `{}`, `{"inflight":null}`} { // nothing is said
		c.notify("workspace/didChangeConfiguration", `{"settings":`+settings+`}`)
		if level := <-levels; level != "audit" {
			t.Errorf("after %s the level is %q", settings, level)
		}
	}
	c.notify("workspace/didChangeConfiguration", `{"settings":{"inflight":{"delay":1}}}`)
	if level := <-levels; level != "strong" {
		t.Errorf("without a level in the editor it is %q", level)
	}
}

// TestAfterShutdown: a server that has been shut down answers that it has been.
func TestAfterShutdown(t *testing.T) {
	c := connect(t, analysis(nothing), `{}`, `null`, nil)
	c.call("shutdown", `null`, nil)
	var answer *jsonrpc2.Error
	if err := c.conn.Call(t.Context(), "textDocument/hover", struct{}{}, nil); !errors.As(err, &answer) || answer.Code != jsonrpc2.CodeInvalidRequest {
		t.Errorf("a request after the end gives %v", err)
	}
}
