package positive

import (
	"context"

	"connectrpc.com/connect"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// OrderRequest is as today's generator writes it.
type OrderRequest struct{ Name string }

func (*OrderRequest) ProtoReflect() protoreflect.Message { return nil }

type OrderReply struct{}

func (*OrderReply) ProtoReflect() protoreflect.Message { return nil }

// OldRequest is as an older one did.
type OldRequest struct{ Name string }

func (*OldRequest) ProtoMessage() {}

type OldReply struct{}

func (*OldReply) ProtoMessage() {}

// UnimplementedOrdersServer is what generators write for implementations to embed.
type UnimplementedOrdersServer struct{}

type orders struct{ UnimplementedOrdersServer }

func (o *orders) Place(ctx context.Context, req *OrderRequest) (*OrderReply, error) {
	go notify(req.Name) // want `^go per request of \(\*orders\)\.Place: can outlive the request, no limit found before the go statement$`
	return &OrderReply{}, nil
}

func (o *orders) Old(_ context.Context, req *OldRequest) (*OldReply, error) {
	go func() { // want `^go per request of \(\*orders\)\.Old: can outlive the request`
		notify(req.Name)
	}()
	return &OldReply{}, nil
}

func (o *orders) Detached(ctx context.Context, req *OrderRequest) (*OrderReply, error) {
	go fetch(context.WithoutCancel(ctx), req.Name) // want `^go per request of \(\*orders\)\.Detached: can outlive the request`
	return &OrderReply{}, nil
}

// WatchServer is what older generators wrote for a stream.
type WatchServer interface {
	Send(*OldReply) error
	grpc.ServerStream
}

func (o *orders) Watch(req *OldRequest, stream WatchServer) error {
	go notify(req.Name) // want `^go per request of \(\*orders\)\.Watch: can outlive the request`
	return stream.Send(&OldReply{})
}

func (o *orders) Stream(req *OrderRequest, stream grpc.ServerStreamingServer[OrderReply]) error {
	go notify(req.Name) // want `^go per request of \(\*orders\)\.Stream: can outlive the request`
	return stream.Send(&OrderReply{})
}

type connected struct{}

func (c *connected) Place(ctx context.Context, req *connect.Request[OrderRequest]) (*connect.Response[OrderReply], error) {
	go notify(req.Msg.Name) // want `^go per request of \(\*connected\)\.Place: can outlive the request, no limit found`
	return connect.NewResponse(&OrderReply{}), nil
}
