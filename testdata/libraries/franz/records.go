package franz

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
)

func records(ctx context.Context, client *kgo.Client) {
	for {
		fetches := client.PollFetches(ctx)
		if fetches.IsClientClosed() {
			return
		}
		for _, r := range fetches.Records() {
			go handle(r) // want spawnloop:"^goroutine .*: no limit found before the go statement"
		}
	}
}
