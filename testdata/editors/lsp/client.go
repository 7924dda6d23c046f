package lsp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Client is connected to a server that it has started.
type Client struct {
	// Patience is how long it waits for anything.
	Patience time.Duration

	cmd      *exec.Cmd
	settings any
	stderr   lockedBuffer

	writing sync.Mutex
	stdin   io.WriteCloser

	mu       sync.Mutex
	changed  chan struct{} // closed when something below changes
	failed   error         // why nothing is read any more
	lastID   int
	answers  map[string]*message
	found    map[string][]Diagnostic // by URI
	reports  map[string]int          // how often the diagnostics of a URI have come
	versions map[string]int          // which version of a document they were for
	opened   map[string]int          // the version of a document here
	notices  []string
}

// Start starts a server for the folder dir, with settings as an editor has them. pulls says that
// the editor asks for diagnostics, so that none need be published.
func Start(ctx context.Context, cmd *exec.Cmd, dir string, settings any, pulls bool) (*Client, error) {
	c := &Client{
		Patience: 90 * time.Second, // machines are busy
		cmd:      cmd, settings: settings, changed: make(chan struct{}), answers: map[string]*message{},
		found: map[string][]Diagnostic{}, reports: map[string]int{}, versions: map[string]int{}, opened: map[string]int{},
	}
	cmd.Dir = dir
	cmd.Stderr = &c.stderr
	var err error
	if c.stdin, err = cmd.StdinPipe(); err != nil {
		return nil, err
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go c.receive(bufio.NewReader(stdout))
	document := map[string]any{
		"publishDiagnostics": map[string]any{"versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true},
		"codeAction": map[string]any{
			"codeActionLiteralSupport": map[string]any{"codeActionKind": map[string]any{"valueSet": []string{"quickfix", "source"}}},
			"isPreferredSupport":       true, "dataSupport": true, "resolveSupport": map[string]any{"properties": []string{"edit"}},
		},
	}
	if pulls {
		document["diagnostic"] = map[string]any{}
	}
	params := map[string]any{
		"processId": nil, "rootUri": URI(dir), "initializationOptions": settings,
		"workspaceFolders": []any{map[string]any{"uri": URI(dir), "name": "fixture"}},
		"capabilities": map[string]any{
			"workspace":    map[string]any{"configuration": true, "workspaceEdit": map[string]any{"documentChanges": true}},
			"window":       map[string]any{"workDoneProgress": true},
			"textDocument": document,
		},
	}
	if err := c.Call(ctx, "initialize", params, nil); err != nil {
		c.Kill()
		return nil, err
	}
	return c, c.notify("initialized", map[string]any{})
}

// Call sends a request and waits for the answer.
func (c *Client) Call(ctx context.Context, method string, params, result any) error {
	data, err := json.Marshal(params)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.lastID++
	id := strconv.Itoa(c.lastID)
	c.mu.Unlock()
	if err := c.send(&message{ID: json.RawMessage(id), Method: method, Params: data}); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	var answer *message
	err = c.wait(ctx, func() bool { answer = c.answers[id]; return answer != nil })
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w\nits standard error: %s", method, err, c.Stderr())
	case answer.Error != nil:
		return fmt.Errorf("%s: %w", method, answer.Error)
	case result == nil:
		return nil
	}
	return json.Unmarshal(answer.Result, result)
}

func (c *Client) notify(method string, params any) error {
	data, err := json.Marshal(params)
	if err != nil {
		return err
	}
	return c.send(&message{Method: method, Params: data})
}

func (c *Client) send(m *message) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	return write(c.stdin, m)
}

// wait waits until a condition on what is guarded by mu holds.
func (c *Client) wait(ctx context.Context, condition func() bool) error {
	ctx, cancel := context.WithTimeout(ctx, c.Patience)
	defer cancel()
	for {
		c.mu.Lock()
		ok, changed, failed := condition(), c.changed, c.failed
		c.mu.Unlock()
		switch {
		case ok:
			return nil
		case failed != nil:
			return fmt.Errorf("the server has gone: %w", failed)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// receive reads what the server says until it ends.
func (c *Client) receive(r *bufio.Reader) {
	for {
		m, err := read(r)
		c.mu.Lock()
		switch {
		case err != nil:
			c.failed = err
		case m.Method == "":
			c.answers[string(m.ID)] = m
		case m.ID != nil:
			// Not here, where it could wait for a server that waits.
			go c.answer(m) //inflight:ignore spawnloop a server has no more than a few requests open
		default:
			c.note(m)
		}
		close(c.changed)
		c.changed = make(chan struct{})
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// answer answers a request of the server.
func (c *Client) answer(m *message) {
	var result any
	if m.Method == "workspace/configuration" {
		var params struct{ Items []any }
		if json.Unmarshal(m.Params, &params) == nil {
			list := make([]any, len(params.Items))
			for i := range list {
				list[i] = c.settings
			}
			result = list
		}
	}
	data, err := json.Marshal(result)
	if err == nil {
		c.send(&message{ID: m.ID, Result: data}) // if the server has gone, the next request tells
	}
}

// note keeps what the server tells.
func (c *Client) note(m *message) {
	switch m.Method {
	case "textDocument/publishDiagnostics":
		var params struct {
			URI         string
			Version     int
			Diagnostics []Diagnostic
		}
		if json.Unmarshal(m.Params, &params) == nil {
			c.found[params.URI] = params.Diagnostics
			c.versions[params.URI] = params.Version
			c.reports[params.URI]++
		}
	case "window/showMessage", "window/logMessage":
		var params struct{ Message string }
		if json.Unmarshal(m.Params, &params) == nil {
			c.notices = append(c.notices, params.Message)
		}
	}
}

// Open opens a document.
func (c *Client) Open(path, text string) error {
	c.opened[URI(path)] = 1
	return c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": URI(path), "languageId": "go", "version": 1, "text": text,
	}})
}

// Change replaces the text of a document that is open.
func (c *Client) Change(path, text string) error {
	c.opened[URI(path)]++
	return c.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": URI(path), "version": c.opened[URI(path)]},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// Save tells that a document was saved, which must have been done.
func (c *Client) Save(path string) error {
	return c.notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": URI(path)}})
}

// Diagnostics waits until what is published for the latest text of a document satisfies a
// condition, and returns it.
func (c *Client) Diagnostics(ctx context.Context, path string, condition func([]Diagnostic) bool) ([]Diagnostic, error) {
	uri := URI(path)
	var found []Diagnostic
	err := c.wait(ctx, func() bool {
		found = c.found[uri]
		return c.versions[uri] == c.opened[uri] && condition(found)
	})
	if err != nil {
		return found, fmt.Errorf("%w: version %d of %d has\n%v", err, c.versions[uri], c.opened[uri], found)
	}
	return found, nil
}

// Pull asks for the diagnostics of a document.
func (c *Client) Pull(ctx context.Context, path string) ([]Diagnostic, error) {
	var report struct{ Items []Diagnostic }
	err := c.Call(ctx, "textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": URI(path)}}, &report)
	return report.Items, err
}

// Actions asks what can be done about a diagnostic.
func (c *Client) Actions(ctx context.Context, path string, d Diagnostic) ([]CodeAction, error) {
	var actions []json.RawMessage
	err := c.Call(ctx, "textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": URI(path)}, "range": d.Range,
		"context": map[string]any{"diagnostics": []Diagnostic{d}, "only": []string{"quickfix"}},
	}, &actions)
	if err != nil {
		return nil, err
	}
	var list []CodeAction
	for _, data := range actions {
		var a CodeAction
		if err := json.Unmarshal(data, &a); err != nil {
			return nil, err
		}
		if a.Edit == nil { // it comes when it is asked for
			if err := c.Call(ctx, "codeAction/resolve", data, &a); err != nil {
				return nil, err
			}
		}
		list = append(list, a)
	}
	return list, nil
}

// Stop has the server end, and fails if it does not within a few seconds.
func (c *Client) Stop(ctx context.Context) error {
	if err := c.Call(ctx, "shutdown", nil, nil); err != nil {
		c.Kill()
		return err
	}
	if err := c.notify("exit", nil); err != nil {
		return err
	}
	return c.end()
}

// Vanish closes the connection as an editor does that has crashed, and fails if the server does
// not end.
func (c *Client) Vanish() error {
	c.stdin.Close()
	return c.end()
}

func (c *Client) end() error {
	done := make(chan error, 1)
	go func() { done <- c.cmd.Wait() }()
	select {
	case <-done:
		return nil
	case <-time.After(15 * time.Second):
		c.cmd.Process.Kill()
		return fmt.Errorf("the server does not end")
	}
}

// Kill ends the server.
func (c *Client) Kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}

// Notice waits until the server shows or logs something that contains a text.
func (c *Client) Notice(ctx context.Context, text string) error {
	return c.wait(ctx, func() bool {
		return slices.ContainsFunc(c.notices, func(n string) bool { return strings.Contains(n, text) })
	})
}

// Usage returns what the system knows of a server that has ended: see [os.ProcessState.SysUsage].
func (c *Client) Usage() any { return c.cmd.ProcessState.SysUsage() }

// Stderr returns what the server has written to its standard error.
func (c *Client) Stderr() string { return c.stderr.String() }

// URI returns the URI of a file.
func URI(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// lockedBuffer can be read while it is written.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.TrimSpace(b.buf.String())
}
