package sqs

import (
	"context"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

// A batch has ten messages at most, and the next one waits for it.
func batches(ctx context.Context, client *sqs.Client, queue string) error {
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &queue, MaxNumberOfMessages: 10})
		if err != nil {
			return err
		}
		var wg sync.WaitGroup
		for _, m := range out.Messages {
			wg.Add(1)
			go func() {
				defer wg.Done()
				handle(*m.Body)
			}()
		}
		wg.Wait()
	}
}
