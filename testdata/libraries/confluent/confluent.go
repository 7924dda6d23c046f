//level: strong

// Package confluent consumes with both versions of confluent-kafka-go.
package confluent

import (
	"time"

	kafkav1 "github.com/confluentinc/confluent-kafka-go/kafka"
	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func handle([]byte) {}

func read(c *kafka.Consumer) {
	for {
		m, err := c.ReadMessage(time.Second)
		if err != nil {
			continue
		}
		go handle(m.Value) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func poll(c *kafka.Consumer) {
	for {
		switch e := c.Poll(100).(type) {
		case *kafka.Message:
			go handle(e.Value) // want spawnloop:"^goroutine .*: no limit found before the go statement"
		}
	}
}

func limited(c *kafka.Consumer) {
	sem := make(chan struct{}, 8)
	for {
		m, err := c.ReadMessage(-1)
		if err != nil {
			continue
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(m.Value)
		}()
	}
}

func events(c *kafkav1.Consumer) {
	for e := range c.Events() {
		if m, ok := e.(*kafkav1.Message); ok {
			go handle(m.Value) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
		}
	}
}
