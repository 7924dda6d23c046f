// shape: loop over sorted keys of a map
// want: fix
// k: 16

package mapskeys

import (
	"context"
	"maps"
	"slices"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	accounts := make(map[int]*account)
	for _, id := range l.IDs() {
		accounts[id] = &account{}
	}
	closeBooks(l, accounts)
	var balances []int
	for _, id := range slices.Sorted(maps.Keys(accounts)) {
		balances = append(balances, accounts[id].balance)
	}
	return balances, nil
}

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) book(amount int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += amount
}

func closeBooks(l *load.Load, accounts map[int]*account) {
	var wg sync.WaitGroup
	for _, id := range slices.Sorted(maps.Keys(accounts)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			accounts[id].book(l.Value(id))
		}()
	}
	wg.Wait()
}
