// Package strong holds what is reported at -level=strong: nothing ties the work to
// its request, and nobody waits for it.
package strong

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/nats-io/nats.go"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Detached has nothing of the request but a string.
func Detached(w http.ResponseWriter, r *http.Request) {
	go notify(r.URL.Path) // want `^go per request of Detached: can outlive the request, no limit found before the go statement$`
}

// Background ends with no request.
func Background(w http.ResponseWriter, r *http.Request) {
	go fetch(context.Background(), r.URL.Path) // want `^go per request of Background: can outlive the request`
}

// Without cuts it loose.
func Without(w http.ResponseWriter, r *http.Request) {
	ctx, name := context.WithoutCancel(r.Context()), r.URL.Path
	go func() { // want `^go per request of Without: can outlive the request`
		_ = fetch(ctx, name)
	}()
}

func ginHandler(c *gin.Context) {
	name := c.Param("name")
	go notify(name) // want `^go per request of ginHandler: can outlive the request`
}

type request struct{ Name string }

func (*request) ProtoReflect() protoreflect.Message { return nil }

type UnimplementedOrdersServer struct{}

type service struct{ UnimplementedOrdersServer }

func (s *service) Place(ctx context.Context, req *request) (*request, error) {
	go notify(req.Name) // want `^go per request of \(\*service\)\.Place: can outlive the request`
	return req, nil
}

func onOrder(m *nats.Msg) {
	go notify(string(m.Data)) // want `^go per message of onOrder: can outlive the handler of the message, no limit found before the go statement$`
}

// Tied ends with the request: not at this level.
func Tied(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	go func() {
		defer cancel()
		_ = fetch(ctx, r.URL.Path)
	}()
}
