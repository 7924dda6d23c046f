package amqp

import amqp "github.com/rabbitmq/amqp091-go"

// The broker hands out eight messages that are not acknowledged, and each
// goroutine acknowledges when it is done.
func prefetched(ch *amqp.Channel) error {
	if err := ch.Qos(8, 0, false); err != nil {
		return err
	}
	deliveries, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go func() {
			handle(d.Body)
			d.Ack(false)
		}()
	}
	return nil
}

// The broker takes messages as done when it sends them: it holds none back.
func prefetchedInVain(ch *amqp.Channel) error {
	if err := ch.Qos(8, 0, false); err != nil {
		return err
	}
	deliveries, err := ch.Consume("jobs", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go handle(d.Body) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
	return nil
}

// What is acknowledged before it is done counts no more.
func acknowledgedFirst(ch *amqp.Channel) error {
	if err := ch.Qos(8, 0, false); err != nil {
		return err
	}
	deliveries, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		d.Ack(false)
		go handle(d.Body) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
	return nil
}

// Without Qos, the broker hands out all it has.
func opened(conn *amqp.Connection) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	deliveries, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go func() { // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
			handle(d.Body)
			d.Ack(false)
		}()
	}
	return nil
}

// Whoever opened the channel knows.
func received(ch *amqp.Channel) error {
	deliveries, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go func() {
			handle(d.Body)
			d.Ack(false)
		}()
	}
	return nil
}
