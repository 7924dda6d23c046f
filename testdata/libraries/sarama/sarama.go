//level: strong

// Package sarama consumes with IBM/sarama and its older path.
package sarama

import (
	"github.com/IBM/sarama"
	shopify "github.com/Shopify/sarama"
)

func handle([]byte) {}

func partition(c sarama.PartitionConsumer) {
	for m := range c.Messages() {
		go handle(m.Value) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
}

func selected(c sarama.PartitionConsumer, stop chan struct{}) {
	for {
		select {
		case m := <-c.Messages():
			go handle(m.Value) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
		case <-stop:
			return
		}
	}
}

type consumer struct{}

func (consumer) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (consumer) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (consumer) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		go func() { // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
			handle(m.Value)
			session.MarkMessage(m, "")
		}()
	}
	return nil
}

type bounded struct{ consumer }

func (bounded) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	sem := make(chan struct{}, 8)
	for m := range claim.Messages() {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(m.Value)
			session.MarkMessage(m, "")
		}()
	}
	return nil
}

type inTurn struct{ consumer }

func (inTurn) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for m := range claim.Messages() {
		handle(m.Value)
		session.MarkMessage(m, "")
	}
	return nil
}

func older(c shopify.PartitionConsumer) {
	for m := range c.Messages() {
		go handle(m.Value) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
}
