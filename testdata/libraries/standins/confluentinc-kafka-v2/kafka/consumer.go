// Package kafka stands in for the library, as far as the table names it: the
// original brings a hundred megabytes of C.
package kafka

import (
	"errors"
	"time"
)

type ConfigValue interface{}

type ConfigMap map[string]ConfigValue

type Event interface{ String() string }

type Message struct{ Value []byte }

func (m *Message) String() string { return string(m.Value) }

type Consumer struct{ events chan Event }

func NewConsumer(conf *ConfigMap) (*Consumer, error) {
	return &Consumer{make(chan Event)}, nil
}

func (c *Consumer) Events() chan Event { return c.events }

func (c *Consumer) Poll(timeoutMs int) (event Event) {
	select {
	case event = <-c.events:
	case <-time.After(time.Duration(timeoutMs) * time.Millisecond):
	}
	return event
}

func (c *Consumer) ReadMessage(timeout time.Duration) (*Message, error) {
	if m, ok := c.Poll(int(timeout.Milliseconds())).(*Message); ok {
		return m, nil
	}
	return nil, errors.New("timed out")
}
