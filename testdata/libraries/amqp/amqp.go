//level: strong

// Package amqp consumes with amqp091-go and its older path.
package amqp

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
	streadway "github.com/streadway/amqp"
)

func handle([]byte) {}

func unlimited(ch *amqp.Channel) error {
	deliveries, err := ch.Consume("jobs", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go handle(d.Body) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
	return nil
}

func withContext(ctx context.Context, ch *amqp.Channel) error {
	deliveries, err := ch.ConsumeWithContext(ctx, "jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for {
		select {
		case d := <-deliveries:
			d.Ack(false)
			go handle(d.Body) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func limited(ch *amqp.Channel) error {
	deliveries, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	sem := make(chan struct{}, 8)
	for d := range deliveries {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(d.Body)
			d.Ack(false)
		}()
	}
	return nil
}

func workers(ch *amqp.Channel) error {
	deliveries, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for range 8 {
		go func() {
			for d := range deliveries {
				handle(d.Body)
				d.Ack(false)
			}
		}()
	}
	return nil
}

func older(ch *streadway.Channel) error {
	deliveries, err := ch.Consume("jobs", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go handle(d.Body) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
	return nil
}
