//level: strong

// Package redis consumes with go-redis, from channels, streams and lists.
package redis

import (
	"context"

	redisv8 "github.com/go-redis/redis/v8"
	"github.com/redis/go-redis/v9"
)

func handle(string) {}

func channel(ctx context.Context, client *redis.Client) {
	sub := client.Subscribe(ctx, "jobs")
	defer sub.Close()
	for m := range sub.Channel() {
		go handle(m.Payload) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
}

func receive(ctx context.Context, sub *redis.PubSub) error {
	for {
		m, err := sub.ReceiveMessage(ctx)
		if err != nil {
			return err
		}
		go handle(m.Payload) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func channelLimited(sub *redis.PubSub) {
	sem := make(chan struct{}, 8)
	for m := range sub.Channel() {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(m.Payload)
		}()
	}
}

func stream(ctx context.Context, client *redis.Client) error {
	for {
		streams, err := client.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "workers", Streams: []string{"jobs", ">"}}).Result()
		if err != nil {
			return err
		}
		for _, s := range streams {
			for _, m := range s.Messages {
				go handle(m.ID) // want spawnloop:"^goroutine .*: no limit found before the go statement"
			}
		}
	}
}

func streamLimited(ctx context.Context, client redis.UniversalClient) error {
	sem := make(chan struct{}, 8)
	for {
		streams, err := client.XRead(ctx, &redis.XReadArgs{Streams: []string{"jobs", "$"}}).Result()
		if err != nil {
			return err
		}
		for _, s := range streams {
			for _, m := range s.Messages {
				sem <- struct{}{}
				go func() {
					defer func() { <-sem }()
					handle(m.ID)
				}()
			}
		}
	}
}

func list(ctx context.Context, client *redis.Client) error {
	for {
		job, err := client.BLPop(ctx, 0, "jobs").Result()
		if err != nil {
			return err
		}
		go handle(job[1]) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func older(ctx context.Context, client *redisv8.Client) error {
	for {
		streams, err := client.XRead(ctx, &redisv8.XReadArgs{Streams: []string{"jobs", "$"}}).Result()
		if err != nil {
			return err
		}
		for _, s := range streams {
			for _, m := range s.Messages {
				go handle(m.ID) // want spawnloop:"^goroutine .*: no limit found before the go statement"
			}
		}
	}
}

func olderChannel(sub *redisv8.PubSub) {
	for m := range sub.Channel() {
		go handle(m.Payload) // want spawnloop:"^goroutine per message of .*: no limit found before the go statement"
	}
}
