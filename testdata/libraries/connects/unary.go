package connects

import (
	"context"

	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

type server struct{}

func (server) Greet(ctx context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[wrapperspb.StringValue], error) {
	go handle(req.Msg.Value) // want handlerspawn:"^go per request of .*: can outlive the request"
	return connect.NewResponse(req.Msg), nil
}

func (server) GreetInTurn(ctx context.Context, req *connect.Request[wrapperspb.StringValue]) (*connect.Response[wrapperspb.StringValue], error) {
	handle(req.Msg.Value)
	return connect.NewResponse(req.Msg), nil
}
