package p

import (
	"context"
	"sync"
	"time"
)

func work(int) int

// gate waits for a channel that somebody closes.
func gate(xs []int, open chan struct{}) {
	var wg sync.WaitGroup
	for range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			work(1)
			<-open
			work(2)
		}()
	}
	wg.Wait()
}

// orTimeout gives up after a time: behind a limit it does so before the gate is open.
func orTimeout(xs []int, open chan int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			work(x)
			select {
			case v := <-open:
				work(v)
			case <-time.After(time.Second):
			}
			work(x)
		}()
	}
	wg.Wait()
}

// pause waits for a time, or the end of a context.
func pause(ctx context.Context, xs []int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			work(x)
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}()
	}
	wg.Wait()
}

// elsewhere sends to somebody who is not in sight.
func elsewhere(xs []int, to chan int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Sends
			defer wg.Done()
			to <- work(x)
		}()
	}
	wg.Wait()
}

// handedIn sends on a channel without room, which is made by the caller.
func handedIn(xs []int, to chan int) (sum int) {
	var wg sync.WaitGroup
	for x := range xs {
		wg.Add(1)
		go func() { //= Drained
			defer wg.Done()
			to <- work(x)
		}()
	}
	go func() {
		wg.Wait()
		close(to)
	}()
	for v := range to {
		sum += v
	}
	return sum
}

// results are received after the loop.
func results(xs []int) (sum int) {
	out := make(chan int)
	for x := range xs {
		go func() { //= none, widens
			out <- work(x)
		}()
	}
	for range xs {
		sum += <-out
	}
	return sum
}

// roomy has room for all of them.
func roomy(xs []int) (sum int) {
	out := make(chan int, len(xs))
	for x := range xs {
		go func() { //= none
			out <- work(x)
		}()
	}
	for range xs {
		sum += <-out
	}
	return sum
}

// twiceEach sends two messages each, and has room for one.
func twiceEach(xs []int) {
	var wg sync.WaitGroup
	out := make(chan int, len(xs))
	for x := range xs {
		wg.Add(1)
		go func() { //= Drained
			defer wg.Done()
			out <- work(x)
			out <- work(-x)
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	for range out {
	}
}

// twoRounds fills the room for one round twice.
func twoRounds(xs []int) (sum int) {
	var wg sync.WaitGroup
	out := make(chan int, len(xs))
	round := func() {
		for x := range xs {
			wg.Add(1)
			go func() { //= Drained
				defer wg.Done()
				out <- work(x)
			}()
		}
	}
	round()
	round()
	go func() {
		wg.Wait()
		close(out)
	}()
	for v := range out {
		sum += v
	}
	return sum
}

// laterFilled goes over a map that has its elements only after the channel is made.
func laterFilled(xs []int) (sum int) {
	seen := map[int]bool{}
	out := make(chan int)
	for x := range xs {
		seen[x] = true
	}
	for x := range seen {
		go func() { //= Drained
			out <- work(x)
		}()
	}
	for range seen {
		sum += <-out
	}
	return sum
}

// collected has a receiver that runs meanwhile.
func collected(xs []int, out chan int) {
	var wg sync.WaitGroup
	go func() {
		for v := range out {
			work(v)
		}
	}()
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			out <- work(x)
		}()
	}
	wg.Wait()
	close(out)
}

// collectedInPart has a receiver that stops early.
func collectedInPart(xs []int, out chan int) {
	var wg sync.WaitGroup
	go func() {
		for {
			v, ok := <-out
			if v > 5 {
				return
			}
			_ = ok
		}
	}()
	for x := range xs {
		wg.Add(1)
		go func() { //= Sends
			defer wg.Done()
			out <- work(x)
		}()
	}
	wg.Wait()
}

// collectedLocked has a receiver that waits for something else too.
func collectedLocked(xs []int, out, start chan int) {
	var wg sync.WaitGroup
	go func() {
		<-start
		for v := range out {
			work(v)
		}
	}()
	for x := range xs {
		wg.Add(1)
		go func() { //= Sends
			defer wg.Done()
			out <- work(x)
		}()
	}
	wg.Wait()
}

type stream struct{ ch chan int }

// otherStream has a receiver of another channel in the same field.
func otherStream(xs []int, x, y *stream) {
	var wg sync.WaitGroup
	go func() {
		for range x.ch {
		}
	}()
	for i := range xs {
		wg.Add(1)
		go func() { //= Sends
			defer wg.Done()
			y.ch <- work(i)
		}()
	}
	wg.Wait()
}

// sameStream has one of the same.
func sameStream(xs []int, y *stream) {
	var wg sync.WaitGroup
	go func() {
		for range y.ch {
		}
	}()
	for i := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			y.ch <- work(i)
		}()
	}
	wg.Wait()
}

// otherElement has a receiver of another channel of a slice.
func otherElement(xs []int, chans []chan int) {
	var wg sync.WaitGroup
	go func() {
		for range chans[0] {
		}
	}()
	for i := range xs {
		wg.Add(1)
		go func() { //= Sends
			defer wg.Done()
			chans[1] <- work(i)
		}()
	}
	wg.Wait()
}

// spawnerBeside starts the spawner and goes on to receive.
func spawnerBeside(xs []int, out chan int) {
	go func() {
		var wg sync.WaitGroup
		for x := range xs {
			wg.Add(1)
			go func() { //= none
				defer wg.Done()
				out <- work(x)
			}()
		}
		wg.Wait()
		close(out)
	}()
	for v := range out {
		work(v)
	}
}

// spawnedFirst goes on to receive when all is started.
func spawnedFirst(xs []int, out chan int) {
	var started sync.WaitGroup
	started.Add(1)
	go func() {
		var wg sync.WaitGroup
		for x := range xs {
			wg.Add(1)
			go func() { //= Sends
				defer wg.Done()
				out <- work(x)
			}()
		}
		wg.Wait()
		started.Done()
	}()
	started.Wait()
	for v := range out {
		work(v)
	}
}

// place takes a place in a channel, and gives it back.
func place(xs []int) {
	var wg sync.WaitGroup
	places := make(chan struct{}, 4)
	for x := range xs {
		wg.Add(1)
		go func() { //= none
			defer wg.Done()
			places <- struct{}{}
			defer func() { <-places }()
			work(x)
		}()
	}
	wg.Wait()
}

// pairs has each piece of work wait for another one.
func pairs(xs []int) {
	var wg sync.WaitGroup
	meet := make(chan int, 1)
	for x := range xs {
		wg.Add(1)
		go func() { //= Receives
			defer wg.Done()
			if work(x) > 0 {
				<-meet
			} else {
				meet <- x
			}
			work(x)
		}()
	}
	wg.Wait()
}

// noRoom is never given a place.
func noRoom(xs []int) {
	var wg sync.WaitGroup
	places := make(chan struct{})
	for x := range xs {
		wg.Add(1)
		go func() { //= Sends
			defer wg.Done()
			places <- struct{}{}
			defer func() { <-places }()
			work(x)
		}()
	}
	wg.Wait()
}
