//level: audit

package nats

import "github.com/nats-io/nats.go/jetstream"

// The server sends no more than so many messages that are not acknowledged.
func acked(c jetstream.Consumer) (jetstream.ConsumeContext, error) {
	return c.Consume(func(m jetstream.Msg) {
		go func() { // want handlerspawn:"^go per message of .*: no limit found before the go statement"
			work(m.Data())
			m.Ack()
		}()
	})
}
