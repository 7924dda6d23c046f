package negative

import (
	"context"
	"net/http"

	"github.com/IBM/sarama"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Elements has a loop of its own: spawnloop's.
func Elements(w http.ResponseWriter, r *http.Request) {
	for _, id := range r.URL.Query()["id"] {
		go notify(id)
	}
}

// Group has a group that it waits for: errgrouplimit's.
func Group(w http.ResponseWriter, r *http.Request) {
	var g errgroup.Group
	for _, id := range r.URL.Query()["id"] {
		g.Go(func() error { return fetch(r.Context(), id) })
	}
	_ = g.Wait()
}

type group struct{}

func (group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (group) Cleanup(sarama.ConsumerGroupSession) error { return nil }

// ConsumeClaim has the loop over the messages: spawnloop's.
func (group) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		go notify(string(m.Value))
		s.MarkMessage(m, "")
	}
	return nil
}

// do is no handler: it sends the request.
func do(r *http.Request) {
	go notify(r.URL.Path)
}

func once() {
	go notify("once")
}

type request struct{ Name string }

func (*request) ProtoReflect() protoreflect.Message { return nil }

type reply struct{}

func (*reply) ProtoReflect() protoreflect.Message { return nil }

type client struct{}

// Get asks a server.
func (c *client) Get(ctx context.Context, req *request, opts ...grpc.CallOption) (*reply, error) {
	go notify(req.Name)
	return nil, nil
}

// pump is at the other end of the stream.
func (c *client) pump(req *request, stream grpc.ClientStream) error {
	go notify(req.Name)
	return stream.CloseSend()
}

type query struct{ name string }

type rows struct{}

// Query looks like a method of a service, but for its types.
func (c *client) Query(ctx context.Context, q *query) (*rows, error) {
	go notify(q.name)
	return nil, nil
}

// Directive says what the code cannot show.
func Directive(w http.ResponseWriter, r *http.Request) {
	//inflight:bounded an administrator does this, once a day
	go notify("rebuild")
}

// Ignored says that it is meant.
func Ignored(w http.ResponseWriter, r *http.Request) {
	go notify("audit") //inflight:ignore handlerspawn the log must not slow requests down
}

// Whole says it for all that is in it.
//
//inflight:bounded an administrator does this, once a day
func Whole(w http.ResponseWriter, r *http.Request) {
	go notify("rebuild")
}
