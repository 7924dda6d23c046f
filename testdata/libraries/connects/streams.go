// Package connects serves and reads with connectrpc.
package connects

import (
	"connectrpc.com/connect"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func handle(string) {}

func unlimited(stream *connect.ServerStreamForClient[wrapperspb.StringValue]) error {
	for stream.Receive() {
		m := stream.Msg()
		go handle(m.Value) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
	return stream.Err()
}

func limited(stream *connect.ServerStreamForClient[wrapperspb.StringValue]) error {
	sem := make(chan struct{}, 8)
	for stream.Receive() {
		m := stream.Msg()
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(m.Value)
		}()
	}
	return stream.Err()
}
