package knowledge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// library has the packages that the handlers below are written with, by path.
var library = map[string]string{
	"context":                              "package context; type Context interface{ Done() <-chan int }",
	"net/http":                             "package http; type ResponseWriter interface{ Write([]byte) (int, error) }; type Request struct{}; type Handler interface{ ServeHTTP(ResponseWriter, *Request) }",
	"github.com/gin-gonic/gin":             "package gin; type Context struct{}",
	"github.com/labstack/echo/v4":          "package echo; type Context interface{ Path() string }",
	"github.com/gofiber/fiber/v2":          "package fiber; type Ctx struct{}",
	"github.com/gofiber/fiber/v3":          "package fiber; type Ctx interface{ Path() string }",
	"m/vendor/github.com/valyala/fasthttp": "package fasthttp; type RequestCtx struct{}",
	"connectrpc.com/connect":               "package connect; type Request[T any] struct{ Msg *T }; type Response[T any] struct{ Msg *T }",
	"github.com/nats-io/nats.go":           "package nats; type Msg struct{}",
	"github.com/IBM/sarama":                "package sarama; type ConsumerGroupClaim interface{ Topic() string }; type ConsumerGroupSession interface{ MemberID() string }",
	"cloud.google.com/go/internal/pubsub":  "package pubsub; type Message struct{}",
	"cloud.google.com/go/pubsub":           "package pubsub; import i \"cloud.google.com/go/internal/pubsub\"; type Message = i.Message",
	"example.com/own/gin":                  "package gin; type Context struct{}",
	"google.golang.org/grpc":               "package grpc; type CallOption interface{ before() }; type ServerStream interface { SetHeader(); SendHeader(); SetTrailer(); SendMsg(any) error; RecvMsg(any) error }; type ClientStream interface { Header(); Trailer(); CloseSend() error; SendMsg(any) error; RecvMsg(any) error }; type BidiStreamingServer[Req, Res any] interface { ServerStream; Recv() (*Req, error) }",
	"example.com/api":                      "package api; type Req struct{}; func (*Req) ProtoReflect() {}; type Res struct{}; func (*Res) ProtoReflect() {}; type Old struct{}; func (*Old) ProtoMessage() {}; type Field struct{ ProtoReflect int }; type UnimplementedUsersServer struct{}; type UnsafeUsersServer interface{ no() }; type UnimplementedUsers struct{}",
}

type loaded map[string]*types.Package

func (l loaded) Import(path string) (*types.Package, error) {
	if pkg := l[path]; pkg != nil {
		return pkg, nil
	}
	src, ok := library[path]
	if !ok {
		return nil, fmt.Errorf("no package %s", path)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	pkg, err := (&types.Config{Importer: l}).Check(path, fset, []*ast.File{file}, nil)
	l[path] = pkg
	return pkg, err
}

const handlers = `package p

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
	"cloud.google.com/go/pubsub"
	"example.com/api"
	own "example.com/own/gin"
	"github.com/IBM/sarama"
	"github.com/gin-gonic/gin"
	fiber "github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	"github.com/nats-io/nats.go"
	"google.golang.org/grpc"
	"m/vendor/github.com/valyala/fasthttp"
)

func plain(w http.ResponseWriter, r *http.Request) {}
func (t T) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
func last(n int, r *http.Request, w http.ResponseWriter) {}
func clientOnly(r *http.Request) {}
func variadic(ws ...http.ResponseWriter) {}
func wrapped(h http.Handler) {}
func callback(f func(http.ResponseWriter)) {}
func returned() http.ResponseWriter { return nil }
func narrowed(w interface{ Write([]byte) (int, error) }) {}
func aliased(w Writer) {}
func defined(w Defined) {}
func noParams() {}
func generic[W http.ResponseWriter](w W) {}
func ginHandler(c *gin.Context) {}
func ginValue(c gin.Context) {}
func ginTwice(c **gin.Context) {}
func ginSlice(c []*gin.Context) {}
func ownGin(c *own.Context) {}
func echoHandler(c echo.Context) error { return nil }
func fiberHandler(c *fiber.Ctx) error { return nil }
func fiber3Handler(c fiber3.Ctx) error { return nil }
func fast(c *fasthttp.RequestCtx) {}
func Connect(ctx context.Context, r *connect.Request[api.Req]) (*connect.Response[api.Res], error) { return nil, nil }
func connectGeneric[X any](r *connect.Request[X]) {}
func connectResponse(r *connect.Response[api.Res]) {}
func natsMessage(m *nats.Msg) {}
func saramaClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error { return nil }
func saramaSession(s sarama.ConsumerGroupSession) error { return nil }
func pubsubMessage(ctx context.Context, m *pubsub.Message) {}

func interceptor(srv any, ss grpc.ServerStream, h func(any, grpc.ServerStream) error) error { return nil }
func bidi(s grpc.BidiStreamingServer[api.Req, api.Res]) error { return nil }
func clientStream(s grpc.ClientStream) {}
func ownStream(s Stream) error { return nil }
func lessStream(s interface{ SendMsg(any) error; RecvMsg(any) error }) error { return nil }
func structStream(s streamer) {}
func anything(x any) {}

func (s server) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *server) Set(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *server) Old(ctx context.Context, r *api.Old) (*api.Res, error) { return nil, nil }
func (s *server) get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *server) Field(ctx context.Context, r *api.Field) (*api.Res, error) { return nil, nil }
func (s *server) NoContext(r *api.Req) (*api.Res, error) { return nil, nil }
func (s *server) Turned(r *api.Req, ctx context.Context) (*api.Res, error) { return nil, nil }
func (s *server) NoResult(ctx context.Context, r *api.Req) error { return nil }
func (s *server) Plain(ctx context.Context, r *api.Req) (int, error) { return 0, nil }
func (s *server) Options(ctx context.Context, r ...*api.Req) (*api.Res, error) { return nil, nil }
func (s *byPointer) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *unsafe) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *of[E]) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *fieldOnly) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *otherName) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s number) Get(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func (s *client) Get(ctx context.Context, r *api.Req, opts ...grpc.CallOption) (*api.Res, error) { return nil, nil }
func (s *client) Call(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }
func Free(ctx context.Context, r *api.Req) (*api.Res, error) { return nil, nil }

type T struct{}
type Writer = http.ResponseWriter
type Defined http.ResponseWriter
type Stream interface { grpc.ServerStream; Send(*api.Res) error }
type streamer struct{ grpc.ServerStream }
type server struct{ api.UnimplementedUsersServer }
type byPointer struct{ n int; *api.UnimplementedUsersServer }
type unsafe struct{ api.UnsafeUsersServer }
type of[E any] struct{ api.UnimplementedUsersServer; e E }
type fieldOnly struct{ UnimplementedUsersServer api.UnimplementedUsersServer }
type otherName struct{ api.UnimplementedUsers }
type number int
type client struct{ cc int }
`

// TestHandler: which functions a server or consumer calls, and for what.
func TestHandler(t *testing.T) {
	const request, message, no = "request", "message", ""
	want := map[string]string{
		"plain": request, "T.ServeHTTP": request, "last": request,
		"clientOnly": no, "variadic": no, "wrapped": no, "callback": no, "returned": no, "narrowed": no, "noParams": no,
		"aliased":    request,
		"defined":    no, // of the program's own
		"generic":    no,
		"ginHandler": request, "ginValue": request, "ginTwice": no, "ginSlice": no, "ownGin": no,
		"echoHandler": request, "fiberHandler": request, "fiber3Handler": request, "fast": request,
		"Connect": request, "connectGeneric": request, "connectResponse": no,
		"natsMessage": message, "saramaClaim": message, "saramaSession": no, "pubsubMessage": message,
		"interceptor": request, "bidi": request, "ownStream": request,
		"clientStream": no, "lessStream": no, "structStream": no, "anything": no,
		"server.Get": request, "server.Set": request, "server.Old": request, "byPointer.Get": request,
		"unsafe.Get": request, "of.Get": request,
		"server.get": no, "server.Field": no, "server.NoContext": no, "server.Turned": no, "server.NoResult": no,
		"server.Plain": no, "server.Options": no, "fieldOnly.Get": no, "otherName.Get": no, "number.Get": no,
		"client.Get": no, "client.Call": no, "Free": no,
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", handlers, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}}
	if _, err := (&types.Config{Importer: loaded{}}).Check("p", fset, []*ast.File{file}, info); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, d := range file.Decls {
		fd, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		fn := info.Defs[fd.Name].(*types.Func)
		name := localName(fn)
		s, ok := Handler(fn.Name(), fn.Signature())
		got := no
		switch {
		case ok && s.Message:
			got = message
		case ok:
			got = request
		}
		expected, known := want[name]
		if !known || got != expected {
			t.Errorf("%s: %q, want %q (%v)", name, got, expected, known)
		}
		if ok && (s.Path == "" || s.Name == "" || s.Ref == "") {
			t.Errorf("%s: %+v does not say what it is", name, s)
		}
		seen++
	}
	if seen != len(want) {
		t.Errorf("%d functions, want %d", seen, len(want))
	}
}

// TestHandlerLiteral: a literal has no name and no receiver.
func TestHandlerLiteral(t *testing.T) {
	lib := loaded{}
	http, err := lib.Import("net/http")
	if err != nil {
		t.Fatal(err)
	}
	w := types.NewParam(token.NoPos, nil, "", http.Scope().Lookup("ResponseWriter").Type())
	for _, tc := range []struct {
		params *types.Tuple
		want   bool
	}{
		{types.NewTuple(w), true}, {nil, false},
		{types.NewTuple(types.NewParam(token.NoPos, nil, "", types.Typ[types.Invalid])), false},
	} {
		if _, got := Handler("", types.NewSignatureType(nil, nil, nil, tc.params, nil, false)); got != tc.want {
			t.Errorf("%s: %v", tc.params, got)
		}
	}
}
