package positive

import (
	"context"

	"cloud.google.com/go/pubsub"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

type consumer struct{ nc *nats.Conn }

func onOrder(m *nats.Msg) {
	go notify(string(m.Data)) // want `^go per message of onOrder: can outlive the handler of the message, no limit found before the go statement$`
}

func (c *consumer) onPayment(m *nats.Msg) {
	data := string(m.Data)
	go func() { // want `^go per message of \(\*consumer\)\.onPayment: can outlive the handler of the message, no limit found`
		notify(data)
	}()
}

func (c *consumer) onChange(m *nats.Msg) {
	go func() { // want `^go per message of \(\*consumer\)\.onChange: can outlive the handler of the message, no limit found`
		notify(string(m.Data))
	}()
}

// Subscribe uses a function, a method value and a closure.
func (c *consumer) Subscribe() error {
	if _, err := c.nc.Subscribe("orders", onOrder); err != nil {
		return err
	}
	if _, err := c.nc.QueueSubscribe("payments", "workers", c.onPayment); err != nil {
		return err
	}
	_, err := c.nc.Subscribe("refunds", func(m *nats.Msg) {
		go notify(m.Subject) // want `^go per message of a handler in \(\*consumer\)\.Subscribe: can outlive the handler of the message`
	})
	return err
}

// Consume acknowledges what it has not done yet.
func Consume(cons jetstream.Consumer) error {
	_, err := cons.Consume(func(m jetstream.Msg) {
		data := string(m.Data())
		go notify(data) // want `^go per message of a handler in Consume: can outlive the handler of the message`
		_ = m.Ack()
	})
	return err
}

// Receive acknowledges what it has not done yet.
func Receive(ctx context.Context, sub *pubsub.Subscription) error {
	return sub.Receive(ctx, func(_ context.Context, m *pubsub.Message) {
		m.Ack()
		go notify(string(m.Data)) // want `^go per message of a handler in Receive: can outlive the handler of the message`
	})
}

func onEvent(_ context.Context, m *pubsub.Message) {
	m.Ack()
	go fetch(context.Background(), string(m.Data)) // want `^go per message of onEvent: can outlive the handler of the message`
}

// ReceiveFunc gives a function by its name.
func ReceiveFunc(ctx context.Context, sub *pubsub.Subscription) error {
	return sub.Receive(ctx, onEvent)
}
