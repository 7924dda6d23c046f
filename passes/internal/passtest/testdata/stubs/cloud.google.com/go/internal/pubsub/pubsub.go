// Package pubsub is a stub of where the message type is declared.
package pubsub

type Message struct {
	ID   string
	Data []byte
}

func (m *Message) Ack() {}

func (m *Message) Nack() {}
