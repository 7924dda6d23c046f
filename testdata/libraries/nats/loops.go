//level: strong

package nats

import (
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func next(sub *nats.Subscription) error {
	for {
		m, err := sub.NextMsg(time.Second)
		if err != nil {
			return err
		}
		go work(m.Data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

// Each batch is at most ten, and there is one after the other.
func fetch(sub *nats.Subscription) error {
	for {
		batch, err := sub.Fetch(10)
		if err != nil {
			return err
		}
		for _, m := range batch {
			go work(m.Data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
		}
	}
}

func fetchLimited(sub *nats.Subscription) error {
	sem := make(chan struct{}, 8)
	for {
		batch, err := sub.Fetch(10)
		if err != nil {
			return err
		}
		for _, m := range batch {
			sem <- struct{}{}
			go func() {
				defer func() { <-sem }()
				work(m.Data)
			}()
		}
	}
}

func iterator(sub *nats.Subscription) {
	for m, err := range sub.Msgs() {
		if err != nil {
			return
		}
		go work(m.Data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func messages(c jetstream.Consumer) error {
	iter, err := c.Messages()
	if err != nil {
		return err
	}
	for {
		m, err := iter.Next()
		if err != nil {
			return err
		}
		go work(m.Data()) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func batches(c jetstream.Consumer) error {
	for {
		batch, err := c.Fetch(10)
		if err != nil {
			return err
		}
		for m := range batch.Messages() {
			go work(m.Data()) // want spawnloop:"^goroutine .*: no limit found before the go statement"
		}
	}
}

func one(c jetstream.Consumer) error {
	for {
		m, err := c.Next()
		if err != nil {
			return err
		}
		work(m.Data())
	}
}
