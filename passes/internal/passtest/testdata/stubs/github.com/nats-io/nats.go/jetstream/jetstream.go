// Package jetstream is a stub.
package jetstream

type Msg interface {
	Data() []byte
	Subject() string
	Ack() error
}

type MessageHandler func(msg Msg)

type ConsumeContext interface{ Stop() }

type Consumer interface {
	Consume(handler MessageHandler) (ConsumeContext, error)
}
