// shape: loop along a linked list
// want: fix
// k: 16
// order: free

package linkedlist

import (
	"container/list"
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	pending := list.New()
	for _, id := range l.IDs() {
		pending.PushBack(id)
	}
	var mu sync.Mutex
	var sent []int
	var wg sync.WaitGroup
	for e := pending.Front(); e != nil; e = e.Next() {
		id := e.Value.(int)
		wg.Add(1)
		go func() {
			defer wg.Done()
			v := l.Value(id)
			mu.Lock()
			sent = append(sent, v)
			mu.Unlock()
		}()
	}
	wg.Wait()
	return sent, nil
}
