//level: strong

// Package kafkago consumes with segmentio/kafka-go.
package kafkago

import (
	"context"

	"github.com/segmentio/kafka-go"
)

func handle(kafka.Message) {}

// In a group, ReadMessage commits: nothing keeps the broker from sending on.
func unlimited(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		go handle(m) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func fetched(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		go func() { // want spawnloop:"^goroutine .*: no limit found before the go statement"
			handle(m)
			r.CommitMessages(ctx, m)
		}()
	}
}

func limited(ctx context.Context, r *kafka.Reader) error {
	sem := make(chan struct{}, 8)
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(m)
		}()
	}
}

func inTurn(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			handle(m)
		}()
		<-done
	}
}

// Eight goroutines read from one reader.
func workers(ctx context.Context, r *kafka.Reader) {
	for range 8 {
		go func() {
			for {
				m, err := r.ReadMessage(ctx)
				if err != nil {
					return
				}
				handle(m)
			}
		}()
	}
}

// One partition, without a group.
func partition(conn *kafka.Conn) error {
	for {
		m, err := conn.ReadMessage(1 << 20)
		if err != nil {
			return err
		}
		go handle(m) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}
