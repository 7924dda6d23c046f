// Package grpcs reads from gRPC streams.
package grpcs

import (
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

func handle(string) {}

// What a server sends, the client reads as fast as it can.
func unlimited(stream grpc.ServerStreamingClient[wrapperspb.StringValue]) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		go handle(m.Value) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func limited(stream grpc.ServerStreamingClient[wrapperspb.StringValue]) error {
	sem := make(chan struct{}, 8)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(m.Value)
		}()
	}
}

func untyped(stream grpc.ClientStream) error {
	for {
		m := new(wrapperspb.StringValue)
		if err := stream.RecvMsg(m); err != nil {
			return err
		}
		go handle(m.Value) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}
