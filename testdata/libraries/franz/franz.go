//level: strong

// Package franz consumes with twmb/franz-go.
package franz

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

func handle(*kgo.Record) {}

func unlimited(ctx context.Context, client *kgo.Client) {
	for {
		fetches := client.PollFetches(ctx)
		if fetches.IsClientClosed() {
			return
		}
		fetches.EachRecord(func(r *kgo.Record) {
			go handle(r) // want spawnloop:"^goroutine .*: no limit found before the go statement"
		})
	}
}

func limited(ctx context.Context, client *kgo.Client) {
	sem := make(chan struct{}, 8)
	for {
		fetches := client.PollRecords(ctx, 100)
		if fetches.IsClientClosed() {
			return
		}
		fetches.EachRecord(func(r *kgo.Record) {
			sem <- struct{}{}
			go func() {
				defer func() { <-sem }()
				handle(r)
			}()
		})
	}
}

func inTurn(ctx context.Context, client *kgo.Client) {
	for {
		fetches := client.PollFetches(ctx)
		if fetches.IsClientClosed() {
			return
		}
		fetches.EachPartition(func(p kgo.FetchTopicPartition) {
			p.EachRecord(handle)
		})
	}
}
