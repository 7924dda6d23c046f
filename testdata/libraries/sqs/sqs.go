//level: strong

// Package sqs consumes with the AWS SDK.
package sqs

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func handle(string) {}

func unlimited(ctx context.Context, client *sqs.Client, queue string) error {
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 20})
		if err != nil {
			return err
		}
		for _, m := range out.Messages {
			go func() { // want spawnloop:"^goroutine .*: no limit found before the go statement"
				handle(*m.Body)
				client.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &queue, ReceiptHandle: m.ReceiptHandle})
			}()
		}
	}
}

func limited(ctx context.Context, client *sqs.Client, queue string) error {
	sem := make(chan struct{}, 8)
	for {
		out, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &queue})
		if err != nil {
			return err
		}
		for _, m := range out.Messages {
			sem <- struct{}{}
			go func() {
				defer func() { <-sem }()
				handle(*m.Body)
			}()
		}
	}
}
