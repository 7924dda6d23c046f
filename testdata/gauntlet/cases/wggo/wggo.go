// shape: WaitGroup.Go over a slice, results by index
// want: fix
// k: 16

package wggo

import (
	"context"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	return Scores(l, l.IDs()), nil
}

// Scores returns the score of each player.
func Scores(l *load.Load, players []int) []int {
	scores := make([]int, len(players))
	var wg sync.WaitGroup
	for i, player := range players {
		wg.Go(func() {
			scores[i] = l.Value(player)
		})
	}
	wg.Wait()
	return scores
}
