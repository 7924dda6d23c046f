// Package retries runs work again until it succeeds.
package retries

import (
	"context"
	"time"

	retryv3 "github.com/avast/retry-go"
	retryv4 "github.com/avast/retry-go/v4"
	"github.com/avast/retry-go/v5"
	backoffv4 "github.com/cenkalti/backoff/v4"
	"github.com/cenkalti/backoff/v5"
)

func fetch(string) error { return nil }

// A retry waits for the work that it runs, so this is one at a time.
func oneAtATime(ctx context.Context, ids []string) error {
	for _, id := range ids {
		work := func() error { return fetch(id) }
		if err := backoffv4.Retry(work, backoffv4.NewExponentialBackOff()); err != nil {
			return err
		}
		if err := backoffv4.RetryNotify(work, backoffv4.NewExponentialBackOff(), func(error, time.Duration) {}); err != nil {
			return err
		}
		if _, err := backoff.Retry(ctx, func() (string, error) { return id, fetch(id) }); err != nil {
			return err
		}
		if err := retryv3.Do(work); err != nil {
			return err
		}
		if err := retryv4.Do(work, retryv4.Attempts(3)); err != nil {
			return err
		}
		if err := retry.New(retry.Attempts(3)).Do(work); err != nil {
			return err
		}
	}
	return nil
}

// The retries are in the work, which has no limit.
func inWork(ids []string) {
	for _, id := range ids {
		go backoffv4.Retry(func() error { return fetch(id) }, backoffv4.NewExponentialBackOff()) // want spawnloop:"^goroutine per element of ids \(parameter\): no limit found before the go statement"
	}
}

// The elements are those of the loop around the retry.
func around(ids []string) error {
	for _, id := range ids {
		err := retry.New().Do(func() error {
			go fetch(id) // want spawnloop:"^goroutine per .*: no limit found before the go statement"
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// A policy gives up after a few attempts.
func started(id string) error {
	return backoffv4.Retry(func() error {
		go fetch(id)
		return nil
	}, backoffv4.WithMaxRetries(backoffv4.NewExponentialBackOff(), 3))
}
