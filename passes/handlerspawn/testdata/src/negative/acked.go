package negative

import (
	"context"

	"cloud.google.com/go/pubsub"
	"github.com/nats-io/nats.go/jetstream"
)

// Acked acknowledges what it has done: the broker sends only so much until then.
func Acked(cons jetstream.Consumer) error {
	_, err := cons.Consume(func(m jetstream.Msg) {
		go func() {
			notify(string(m.Data()))
			_ = m.Ack()
		}()
	})
	return err
}

// AckedReceive does so with Google's.
func AckedReceive(ctx context.Context, sub *pubsub.Subscription) error {
	return sub.Receive(ctx, func(_ context.Context, m *pubsub.Message) {
		go func() {
			defer m.Ack()
			notify(string(m.Data))
		}()
	})
}
