// Package gap holds what is missed today and stays silent.
package gap

import (
	"context"
	"net"
	"net/http"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"
)

type notifier interface{ Notify(name string) }

type mailer struct{}

// Notify starts the work.
func (mailer) Notify(name string) { go notify(name) }

type server struct {
	notifier notifier
	run      func(func())
}

// Interface calls what starts the work through an interface.
func (s *server) Interface(w http.ResponseWriter, r *http.Request) {
	s.notifier.Notify(r.URL.Path)
}

// Value calls what starts the work through a function value.
func (s *server) Value(w http.ResponseWriter, r *http.Request) {
	s.run(func() { notify(r.URL.Path) })
}

func newServer() *server {
	return &server{notifier: mailer{}, run: func(f func()) { go f() }}
}

// Intercept is called once per request, and has no type that says so.
func Intercept(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	go notify(info.FullMethod)
	return handler(ctx, req)
}

type message struct{ Name string }

func (*message) ProtoReflect() protoreflect.Message { return nil }

// service embeds nothing that says that it is one: clients have such methods, too.
type service struct{}

func (s *service) Place(ctx context.Context, req *message) (*message, error) {
	go notify(req.Name)
	return req, nil
}

// ConnState is called by the server, too.
func ConnState(conn net.Conn, state http.ConnState) {
	go notify(conn.RemoteAddr().String())
}
