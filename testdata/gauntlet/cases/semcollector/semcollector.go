// shape: another goroutine gives the tokens back, as the results come in
// want: none (nothing is wrong)

package semcollector

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return all(l, l.IDs()), nil
}

func all(l *load.Load, ids []int) int {
	slots := make(chan struct{}, 9)
	results := make(chan int)
	total := make(chan int)
	go func() {
		sum := 0
		for range ids {
			sum += <-results
			<-slots
		}
		total <- sum
	}()
	for _, id := range ids {
		slots <- struct{}{}
		go func() {
			if l.Fail(id) != nil {
				results <- 0
				return
			}
			results <- id
		}()
	}
	return <-total
}
