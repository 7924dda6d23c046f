// shape: runtime is a parameter of the function that computes
// want: fix
// k: procs
// count: goroutines

package shadowruntime

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"gauntlet.example/load"
)

func Run(_ context.Context, l *load.Load) (any, error) {
	var inputs [][]byte
	for _, id := range l.IDs() {
		inputs = append(inputs, fmt.Appendf(nil, "input %d", id))
	}
	return digest(inputs, 2000), nil
}

// digest hashes each input as often as its runtime in rounds says.
func digest(inputs [][]byte, runtime int) []string {
	sums := make([]string, len(inputs))
	var wg sync.WaitGroup
	for i, input := range inputs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sum := sha256.Sum256(input)
			for range runtime {
				sum = sha256.Sum256(sum[:])
			}
			sums[i] = hex.EncodeToString(sum[:4])
		}()
	}
	wg.Wait()
	return sums
}
