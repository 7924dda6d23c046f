package lsp

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// An analysis stands in for the go command.
type analysis func(Request) (*Result, error)

func (a analysis) Vet(_ context.Context, r Request) (*Result, error) { return a(r) }

// nothing is an analysis that finds nothing.
func nothing(Request) (*Result, error) { return &Result{}, nil }

// A client is an editor that notes what it is told.
type client struct {
	t    *testing.T
	conn *jsonrpc2.Conn
	dir  string

	mu   sync.Mutex
	told []*jsonrpc2.Request
}

// connect starts a server for an editor in a module with the files.
func connect(t *testing.T, engine Engine, capabilities, options string, files map[string]string) *client {
	t.Helper()
	c := &client{t: t, dir: t.TempDir()}
	for name, text := range files {
		c.write(name, text)
	}
	here, there := net.Pipe()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = Serve(t.Context(), there, engine, Options{Delay: time.Millisecond})
	}()
	c.conn = jsonrpc2.NewConn(t.Context(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}), c)
	t.Cleanup(func() {
		c.conn.Close()
		<-done
	})
	c.call("initialize", `{"capabilities":`+capabilities+`,"initializationOptions":`+options+`}`, nil)
	return c
}

func (c *client) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	c.mu.Lock()
	c.told = append(c.told, req)
	c.mu.Unlock()
	if !req.Notif {
		go conn.Reply(ctx, req.ID, nil)
	}
}

func (c *client) write(name, text string) {
	c.t.Helper()
	path := filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) call(method, params string, result any) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	if err := c.conn.Call(ctx, method, json.RawMessage(params), result); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) notify(method, params string) {
	c.t.Helper()
	if err := c.conn.Notify(c.t.Context(), method, json.RawMessage(params)); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

func (c *client) open(uri, text string) {
	c.t.Helper()
	quoted, _ := json.Marshal(text)
	c.notify("textDocument/didOpen", `{"textDocument":{"uri":"`+uri+`","version":1,"text":`+string(quoted)+`}}`)
}

func (c *client) change(uri, text string) {
	c.t.Helper()
	quoted, _ := json.Marshal(text)
	c.notify("textDocument/didChange", `{"textDocument":{"uri":"`+uri+`","version":2},"contentChanges":[{"text":`+string(quoted)+`}]}`)
}

// settled waits until nothing is left to analyze for a file.
func (c *client) settled(uri string) {
	c.t.Helper()
	c.call("textDocument/diagnostic", `{"textDocument":{"uri":"`+uri+`"}}`, nil)
}

// eventually waits until something holds.
func (c *client) eventually(what string, holds func() bool) {
	c.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatalf("it never happens: %s", what)
		}
	}
}

// count returns how often the client was told something.
func (c *client) count(method string) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, req := range c.told {
		if req.Method == method {
			n++
		}
	}
	return n
}

const module = "module example.com/m\n\ngo 1.25\n"

// TestStorm is for the race detector: settings, edits and requests at the same time.
func TestStorm(t *testing.T) {
	c := connect(t, analysis(nothing), `{}`, `null`, map[string]string{"go.mod": module})
	uris := []string{uriOf(filepath.Join(c.dir, "a.go")), uriOf(filepath.Join(c.dir, "b.go"))}
	for i := range 300 {
		uri := uris[i%2]
		c.open(uri, "package a\n")
		c.notify("workspace/didChangeConfiguration", `{"settings":{"inflight":{"delay":1,"level":"audit"}}}`)
		c.change(uri, "package a // changed\n")
		c.notify("textDocument/didSave", `{}`)
		if i%5 == 0 {
			c.settled(uri)
		}
		c.notify("textDocument/didClose", `{"textDocument":{"uri":"`+uri+`"}}`)
	}
	slices.Reverse(uris)
	for _, uri := range uris {
		c.settled(uri)
	}
}
