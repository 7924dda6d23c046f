// shape: a crawler whose loop receives what the work sends
// want: none (the work waits for the loop to receive)
// hangs: all that have a place wait to send what they found to the loop, which waits for a place

package worklist

import (
	"context"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return crawl(l, l.N), nil
}

func crawl(l *load.Load, pages int) int {
	worklist := make(chan []int)
	pending := 1
	go func() { worklist <- []int{0} }()
	seen := make(map[int]bool)
	for ; pending > 0; pending-- {
		for _, link := range <-worklist {
			if seen[link] {
				continue
			}
			seen[link] = true
			pending++
			go func(link int) {
				worklist <- links(l, link, pages)
			}(link)
		}
	}
	return len(seen)
}

func links(l *load.Load, page, pages int) []int {
	l.Do(page)
	var found []int
	for i := page*6 + 1; i <= page*6+6 && i < pages; i++ {
		found = append(found, i)
	}
	return found
}
