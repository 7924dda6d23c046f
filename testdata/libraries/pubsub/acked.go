//level: audit

package pubsub

import (
	"context"

	"cloud.google.com/go/pubsub/v2"
)

// The server sends no more than MaxOutstandingMessages that are not acknowledged.
func acked(ctx context.Context, sub *pubsub.Subscriber) error {
	return sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		go func() { // want handlerspawn:"^go per message of .*: no limit found before the go statement"
			work(m.Data)
			m.Ack()
		}()
	})
}
