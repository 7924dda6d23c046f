// Package audit holds work that ends with its request: it is reported at
// -level=audit and silent below.
package audit

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"connectrpc.com/connect"
	"github.com/gin-gonic/gin"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Handed hands the context of the request on.
func Handed(w http.ResponseWriter, r *http.Request) {
	go fetch(r.Context(), r.URL.Path) // want `^go per request of Handed: no limit found before the go statement$`
}

// HandedInside does so in the work.
func HandedInside(w http.ResponseWriter, r *http.Request) {
	go func() { // want `^go per request of HandedInside: no limit found before the go statement$`
		_ = fetch(r.Context(), r.URL.Path)
	}()
}

// Variable has it in a variable.
func Variable(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() { // want `^go per request of Variable: no limit found`
		_ = fetch(ctx, r.URL.Path)
	}()
}

// Timeout gives it less time still.
func Timeout(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	go func() { // want `^go per request of Timeout: no limit found`
		defer cancel()
		_ = fetch(ctx, r.URL.Path)
	}()
}

type key struct{}

// WithValue has more in it.
func WithValue(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), key{}, r.URL.Path)
	go func() { // want `^go per request of WithValue: no limit found`
		_ = fetch(ctx, r.URL.Path)
	}()
}

// Waits ends with the request.
func Waits(w http.ResponseWriter, r *http.Request) {
	go func() { // want `^go per request of Waits: no limit found`
		<-r.Context().Done()
		notify("gone")
	}()
}

// Cancelled asks from time to time.
func Cancelled(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() { // want `^go per request of Cancelled: no limit found`
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
				notify("still here")
			}
		}
	}()
}

// Pipe stops when nobody reads.
func Pipe(w http.ResponseWriter, r *http.Request) {
	pr, pw := io.Pipe()
	defer pr.Close()
	go func() { // want `^go per request of Pipe: no limit found`
		pw.CloseWithError(json.NewEncoder(pw).Encode(r.Header))
	}()
	_, _ = io.Copy(w, pr)
}

var upgrader websocket.Upgrader

// Socket reads, and has a writer, which cannot write when the connection is closed.
func Socket(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	out := make(chan []byte, 16)
	defer close(out)
	go func() { // want `^go per request of Socket: no limit found`
		for data := range out {
			if err := conn.WriteMessage(websocket.TextMessage, data); err != nil {
				return
			}
		}
	}()
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		out <- data
	}
}

func ginHandler(c *gin.Context) {
	go fetch(c.Request.Context(), c.Param("name")) // want `^go per request of ginHandler: no limit found`
}

func echoHandler(c echo.Context) error {
	ctx, name := c.Request().Context(), c.Param("name")
	go fetch(ctx, name) // want `^go per request of echoHandler: no limit found`
	return c.NoContent(202)
}

type request struct{ Name string }

func (*request) ProtoReflect() protoreflect.Message { return nil }

type reply struct{}

func (*reply) ProtoReflect() protoreflect.Message { return nil }

type UnimplementedOrdersServer struct{}

type service struct{ UnimplementedOrdersServer }

func (s *service) Place(ctx context.Context, req *request) (*reply, error) {
	go fetch(ctx, req.Name) // want `^go per request of \(\*service\)\.Place: no limit found`
	return &reply{}, nil
}

func (s *service) Watch(req *request, stream grpc.ServerStreamingServer[reply]) error {
	go fetch(stream.Context(), req.Name) // want `^go per request of \(\*service\)\.Watch: no limit found`
	return stream.Send(&reply{})
}

type connected struct{}

func (c *connected) Place(ctx context.Context, req *connect.Request[request]) (*connect.Response[reply], error) {
	go fetch(ctx, req.Msg.Name) // want `^go per request of \(\*connected\)\.Place: no limit found`
	return connect.NewResponse(&reply{}), nil
}

// Timer runs nothing until it fires.
func Timer(w http.ResponseWriter, r *http.Request) {
	time.AfterFunc(time.Minute, func() { notify("later") }) // want `^time\.AfterFunc per request of Timer: .*no limit found before time\.AfterFunc$`
}

// Detached is reported at every level.
func Detached(w http.ResponseWriter, r *http.Request) {
	go notify(r.URL.Path) // want `^go per request of Detached: can outlive the request, no limit found before the go statement$`
}
