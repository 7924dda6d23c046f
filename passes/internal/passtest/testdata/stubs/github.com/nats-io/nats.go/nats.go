// Package nats is a stub.
package nats

type Msg struct {
	Subject string
	Data    []byte
}

type MsgHandler func(msg *Msg)

type Subscription struct{}

type Conn struct{}

func (c *Conn) Subscribe(subject string, cb MsgHandler) (*Subscription, error) { return nil, nil }

func (c *Conn) QueueSubscribe(subject, queue string, cb MsgHandler) (*Subscription, error) {
	return nil, nil
}
