// Package lsp is a language server that shows the findings of inflight in editors, beside
// the language server for Go that they run anyway.
//
// It analyzes the packages whose files are open, with what the user has typed and not
// saved, and all packages of a module together: a change in one can change what is found
// in another. While code is broken, the last findings stay.
package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// An Engine analyzes packages.
type Engine interface {
	// Vet analyzes the packages in some directories. It fails if it can do so with none
	// of them and the reason lies outside the code.
	Vet(ctx context.Context, r Request) (*Result, error)
}

// A Request says what to analyze, and how.
type Request struct {
	Root     string   // the directory of the module or workspace
	Dirs     []string // those of the packages, absolute
	Overlay  string   // a file for the flag -overlay of the go command; empty for none
	Settings analyzers.Settings
}

// A Result is what an analysis gave.
type Result struct {
	Findings []report.Finding
	// Failed are directories whose packages could not be analyzed, with the reasons.
	Failed map[string]string
}

// Options are the options of the server that are no settings of the checks.
type Options struct {
	// Delay is how long the server waits for a further change before it looks at one.
	Delay time.Duration
	// Settings are those for all modules; nil reads the configuration file of each.
	Settings *analyzers.Settings
	Version  string
}

// Serve talks to an editor until that says good-bye or is gone. It fails if the editor goes
// without a word.
func Serve(ctx context.Context, stream io.ReadWriteCloser, engine Engine, opts Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &server{engine: engine, opts: opts, kick: make(chan struct{}, 1),
		docs: map[string]*document{}, roots: map[string]*root{}, results: map[string]*fileResult{},
		calls: map[jsonrpc2.ID]context.CancelFunc{}, told: map[string]bool{}}
	if err := s.overlay.open(); err != nil {
		return err
	}
	defer s.overlay.close()
	s.conn = jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, jsonrpc2.VSCodeObjectCodec{}), s,
		jsonrpc2.SetLogger(log.New(io.Discard, "", 0)))
	var work sync.WaitGroup
	work.Go(func() { s.loop(ctx) })
	<-s.conn.DisconnectNotify()
	cancel()
	work.Wait() // a go command that runs is ended
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.shutdown {
		return fmt.Errorf("the editor is gone")
	}
	return nil
}

type server struct {
	conn    *jsonrpc2.Conn
	engine  Engine
	overlay overlay
	kick    chan struct{} // holds one when there is something to do

	mu       sync.Mutex
	opts     Options
	client   initializeParams
	started  bool
	shutdown bool
	docs     map[string]*document // open files, by path
	roots    map[string]*root     // by directory
	results  map[string]*fileResult
	calls    map[jsonrpc2.ID]context.CancelFunc // that wait
	told     map[string]bool                    // messages the user has seen
	lenses   bool
}

// Handle answers one message. Messages come one after another; what takes time is answered
// later.
func (s *server) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	defer func() {
		if r := recover(); r != nil {
			s.log(messageError, fmt.Sprintf("inflight: %s: a mistake in inflight: %v", req.Method, r))
			if !req.Notif {
				_ = conn.ReplyWithError(ctx, req.ID, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: fmt.Sprint(r)})
			}
		}
	}()
	if req.Method == "textDocument/diagnostic" && !req.Notif {
		s.pull(ctx, req)
		return
	}
	result, err := s.answer(ctx, req)
	if req.Notif {
		if err != nil {
			s.log(messageWarning, fmt.Sprintf("inflight: %s: %v", req.Method, err))
		}
		return
	}
	// An error means that the connection is closed, which is noticed elsewhere.
	if err == nil {
		_ = conn.Reply(ctx, req.ID, result)
		return
	}
	answer, ok := err.(*jsonrpc2.Error)
	if !ok {
		answer = &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
	}
	_ = conn.ReplyWithError(ctx, req.ID, answer)
}

// answer returns the result of a request, nil for a notification.
func (s *server) answer(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.started && req.Method != "initialize" && req.Method != "exit" {
		return nil, &jsonrpc2.Error{Code: -32002, Message: "the first request must be initialize"}
	}
	switch req.Method {
	case "initialize":
		return with(req, s.initialize)
	case "initialized":
		go s.watch(ctx)
	case "shutdown":
		s.shutdown = true
	case "exit":
		return nil, s.conn.Close()
	case "$/cancelRequest":
		return with(req, s.cancel)
	case "textDocument/didOpen":
		return with(req, s.didOpen)
	case "textDocument/didChange":
		return with(req, s.didChange)
	case "textDocument/didClose":
		return with(req, s.didClose)
	case "textDocument/didSave", "workspace/didChangeWatchedFiles":
		s.touchAll()
	case "workspace/didChangeConfiguration":
		return with(req, s.configure)
	case "textDocument/codeAction":
		return with(req, s.codeActions)
	case "textDocument/hover":
		return with(req, s.hover)
	case "textDocument/codeLens":
		return with(req, s.codeLens)
	default:
		if !req.Notif {
			return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "inflight does not know " + req.Method}
		}
	}
	return nil, nil
}

// with calls a handler with the parameters of a request.
func with[P any](req *jsonrpc2.Request, handle func(P) (any, error)) (any, error) {
	var params P
	if req.Params != nil {
		if err := json.Unmarshal(*req.Params, &params); err != nil {
			return nil, err
		}
	}
	return handle(params)
}

func (s *server) initialize(p initializeParams) (any, error) {
	s.started, s.client = true, p
	if err := s.apply(p.Options); err != nil {
		s.show(messageError, "inflight: settings of the editor: "+err.Error())
	}
	c := capabilities{
		PositionEncoding:   "utf-16",
		Sync:               syncOptions{OpenClose: true, Change: 2, Save: true},
		CodeActionProvider: codeActionKinds{[]string{kindQuickFix, kindFixAll}},
		HoverProvider:      true,
		DiagnosticProvider: diagnosticKinds{Identifier: "inflight", InterFile: true},
	}
	if s.lenses {
		c.CodeLensProvider = new(struct{})
	}
	type info struct {
		Name    string `json:"name"`
		Version string `json:"version,omitempty"`
	}
	return struct {
		Capabilities capabilities `json:"capabilities"`
		ServerInfo   info         `json:"serverInfo"`
	}{c, info{"inflight", s.opts.Version}}, nil
}

// pulls: the client asks for diagnostics of what it has open.
func (s *server) pulls() bool { return s.client.Capabilities.TextDocument.Diagnostic != nil }

// watch has the client tell of changes of files that are not open.
func (s *server) watch(ctx context.Context) {
	s.mu.Lock()
	can := s.client.Capabilities.Workspace.WatchedFiles.Dynamic
	s.mu.Unlock()
	if !can {
		return
	}
	type watcher struct {
		Glob string `json:"globPattern"`
	}
	type registration struct {
		ID      string `json:"id"`
		Method  string `json:"method"`
		Options any    `json:"registerOptions"`
	}
	params := map[string]any{"registrations": []registration{{"inflight-watch", "workspace/didChangeWatchedFiles", map[string]any{
		"watchers": []watcher{{"**/*.go"}, {"**/go.{mod,sum,work}"}, {"**/.inflight.{yml,yaml}"}, {"**/.golangci.{yml,yaml,json}"}},
	}}}}
	if err := s.conn.Call(ctx, "client/registerCapability", params, nil); err != nil && ctx.Err() == nil {
		s.log(messageWarning, "inflight: files that change outside the editor are not seen: "+err.Error())
	}
}

func (s *server) cancel(p struct {
	ID jsonrpc2.ID `json:"id"`
}) (any, error) {
	if cancel := s.calls[p.ID]; cancel != nil {
		cancel()
	}
	return nil, nil
}

func (s *server) didOpen(p didOpenParams) (any, error) {
	path, ok := pathOf(p.Document.URI)
	if !ok {
		return nil, nil // no file
	}
	d := &document{uri: p.Document.URI, path: path, version: p.Document.Version, text: newText(p.Document.Text)}
	s.docs[path] = d
	if s.pulls() && s.results[path] != nil {
		s.publish(path, nil) // from now on the client asks
	}
	s.touch(d)
	return nil, nil
}

func (s *server) didChange(p didChangeParams) (any, error) {
	d := s.open(p.Document.URI)
	if d == nil {
		return nil, nil
	}
	// A document is replaced and not changed: an analysis may be reading it.
	next := *d
	if err := next.change(p.Document.Version, p.Changes); err != nil {
		return nil, err
	}
	s.docs[d.path] = &next
	s.touch(&next)
	return nil, nil
}

func (s *server) didClose(p documentParams) (any, error) {
	d := s.open(p.Document.URI)
	if d == nil {
		return nil, nil
	}
	delete(s.docs, d.path)
	s.forget(d.path)
	s.touch(d)
	return nil, nil
}

// open returns the open document of a URI, nil if there is none.
func (s *server) open(uri string) *document {
	path, ok := pathOf(uri)
	if !ok {
		return nil
	}
	return s.docs[path]
}

// log writes a message where people look when something does not work.
func (s *server) log(kind int, text string) {
	_ = s.conn.Notify(context.Background(), "window/logMessage", messageParams{kind, text})
}

// show brings a message to the attention of the user, once.
func (s *server) show(kind int, text string) {
	if !s.told[text] {
		s.told[text] = true
		_ = s.conn.Notify(context.Background(), "window/showMessage", messageParams{kind, text})
	}
}
