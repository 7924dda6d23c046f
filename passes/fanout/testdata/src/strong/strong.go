package strong

import "context"

func firstError(items []int, work func(int) error) error {
	ch := make(chan error)
	_ = len(ch)
	for _, x := range items {
		go func() { ch <- work(x) }() // want `send on ch: when firstError returns at line 13 nobody receives`
	}
	for range items {
		if err := <-ch; err != nil {
			return err
		}
	}
	return nil
}

// One goroutine is level data.
func timeout(ctx context.Context) int {
	ch := make(chan int)
	go func() { ch <- 1 }()
	select {
	case v := <-ch:
		return v
	case <-ctx.Done():
		return 0
	}
}
