// Package pubsub is a stub.
package pubsub

import "context"

type Message struct {
	ID   string
	Data []byte
}

func (m *Message) Ack() {}

func (m *Message) Nack() {}

type Subscription struct{}

func (s *Subscription) Receive(ctx context.Context, f func(context.Context, *Message)) error {
	return nil
}
