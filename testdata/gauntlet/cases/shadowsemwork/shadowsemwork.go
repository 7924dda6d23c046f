// shape: sem is declared anew within the work, and a package variable has the name too
// want: fix
// k: 16

package shadowsemwork

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

var sem = 5

func Run(_ context.Context, l *load.Load) (any, error) {
	return weigh(l, l.IDs()), nil
}

func weigh(l *load.Load, parcels []int) []int {
	weights := make([]int, len(parcels))
	var wg sync.WaitGroup
	for i, parcel := range parcels {
		wg.Go(func() {
			factor := sem
			sem := l.Value(parcel)
			weights[i] = factor * sem
		})
	}
	wg.Wait()
	return weights
}
