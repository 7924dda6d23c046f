//go:build go1.22

package p

func mark()

// The variable of a loop is one before Go 1.22, and one a turn since; the loop is
// the same.
func vars(xs []int, n int) {
	for i := 0; i < n; i++ {
		mark() //= for i < n
		func() {
			mark() //= no loop
			_ = i
		}()
	}
	for i, x := range xs {
		mark() //= range xs
		defer func() {
			_, _ = i, x
		}()
		for j := 0; j < x; j++ {
			mark() //= for j < x in range xs
			go func() {
				_ = i + j
			}()
		}
	}
}
