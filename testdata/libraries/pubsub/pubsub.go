//level: strong

// Package pubsub consumes with both versions of Google's client.
package pubsub

import (
	"context"

	pubsubv1 "cloud.google.com/go/pubsub"
	"cloud.google.com/go/pubsub/v2"
)

func work([]byte) {}

func detached(ctx context.Context, sub *pubsub.Subscriber) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
		m.Ack()
	})
}

func inTurn(ctx context.Context, sub *pubsub.Subscriber) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		work(m.Data)
		m.Ack()
	})
}

func named(ctx context.Context, m *pubsub.Message) {
	go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
	m.Ack()
}

func older(ctx context.Context, sub *pubsubv1.Subscription) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsubv1.Message) {
		go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
		m.Ack()
	})
}
