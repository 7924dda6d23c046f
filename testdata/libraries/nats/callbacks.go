//level: strong

// Package nats consumes with nats.go.
package nats

import (
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func work([]byte) {}

func subscribe(nc *nats.Conn, js nats.JetStreamContext) {
	nc.Subscribe("jobs", func(m *nats.Msg) {
		go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
	})
	nc.QueueSubscribe("jobs", "workers", func(m *nats.Msg) {
		go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
	})
	js.Subscribe("jobs", func(m *nats.Msg) {
		go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
	})
}

// The connection has one message at a time handled.
func inTurn(nc *nats.Conn) {
	nc.Subscribe("jobs", func(m *nats.Msg) { work(m.Data) })
}

func bounded(nc *nats.Conn) {
	sem := make(chan struct{}, 8)
	nc.Subscribe("jobs", func(m *nats.Msg) {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(m.Data)
		}()
	})
}

// The handler waits for what it starts.
func joined(nc *nats.Conn) {
	nc.Subscribe("jobs", func(m *nats.Msg) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			work(m.Data)
		}()
		<-done
	})
}

type service struct{}

func (s *service) handle(m *nats.Msg) {
	go work(m.Data) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
}

func (s *service) start(nc *nats.Conn) { nc.Subscribe("jobs", s.handle) }

func consume(c jetstream.Consumer) (jetstream.ConsumeContext, error) {
	return c.Consume(func(m jetstream.Msg) {
		go work(m.Data()) // want handlerspawn:"^go per message of .*: can outlive the handler of the message"
		m.Ack()
	})
}

func consumeInTurn(c jetstream.Consumer) (jetstream.ConsumeContext, error) {
	return c.Consume(func(m jetstream.Msg) {
		work(m.Data())
		m.Ack()
	})
}
