package fixed

import "sync"

// As many are received as are sent, whatever counts them.

func half(items []int, f func(int)) {
	done := make(chan struct{})
	for _, it := range items[:len(items)/2] {
		go func() { f(it); done <- struct{}{} }()
	}
	for range items[:len(items)/2] {
		<-done
	}
}

func mapSame(m map[string]int, f func(string)) {
	done := make(chan struct{})
	for k := range m {
		go func() { f(k); done <- struct{}{} }()
	}
	for range m {
		<-done
	}
}

func mapLen(m map[string]int, f func(string)) {
	done := make(chan struct{})
	for k := range m {
		go func() { f(k); done <- struct{}{} }()
	}
	for i := 0; i < len(m); i++ {
		<-done
	}
}

func filtered(items []int, f func(int)) {
	done := make(chan struct{})
	n := 0
	for _, it := range items {
		if it%2 == 0 {
			n++
			go func() { f(it); done <- struct{}{} }()
		}
	}
	for i := 0; i < n; i++ {
		<-done
	}
}

func twoLoops(a, b []int, f func(int)) {
	done := make(chan struct{})
	for _, it := range a {
		go func() { f(it); done <- struct{}{} }()
	}
	for _, it := range b {
		go func() { f(it); done <- struct{}{} }()
	}
	for i := 0; i < len(a)+len(b); i++ {
		<-done
	}
}

func rangeN(n int, f func(int)) {
	done := make(chan struct{})
	for i := range n {
		go func() { f(i); done <- struct{}{} }()
	}
	for range n {
		<-done
	}
}

func mixedN(n int, f func(int)) {
	done := make(chan struct{})
	for i := range n {
		go func() { f(i); done <- struct{}{} }()
	}
	for i := 0; i < n; i++ {
		<-done
	}
}

func down(n int, f func(int)) {
	done := make(chan struct{})
	for i := 0; i < n; i++ {
		go func() { f(i); done <- struct{}{} }()
	}
	for i := n; i > 0; i-- {
		<-done
	}
}

func le(n int, f func(int)) {
	done := make(chan struct{})
	for i := 1; i <= n; i++ {
		go func() { f(i); done <- struct{}{} }()
	}
	for i := 1; i <= n; i++ {
		<-done
	}
}

func leLen(items []int, f func(int)) {
	done := make(chan struct{})
	for i := 0; i <= len(items)-1; i++ {
		go func() { f(i); done <- struct{}{} }()
	}
	for range items {
		<-done
	}
}

func twos(items []int, f func(int)) {
	done := make(chan struct{})
	for i := 0; i < len(items); i += 2 {
		go func() { f(i); done <- struct{}{} }()
	}
	for i := 0; i < len(items); i += 2 {
		<-done
	}
}

func batches(items []int, size int, f func(int)) {
	for len(items) > 0 {
		n := min(size, len(items))
		done := make(chan struct{})
		for _, it := range items[:n] {
			go func() { f(it); done <- struct{}{} }()
		}
		for i := 0; i < n; i++ {
			<-done
		}
		items = items[n:]
	}
}

func oddEven(n int) {
	a, b := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < n; i++ {
			<-a
			b <- struct{}{}
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < n; i++ {
			a <- struct{}{}
			<-b
		}
	}()
	wg.Wait()
}

func pingpong(n int) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	for i := 0; i < n; i++ {
		ping <- i
		<-pong
	}
	close(ping)
	<-pong
}

func merge(a, b []int) (out []int) {
	ca, cb := make(chan int), make(chan int)
	send := func(c chan<- int, xs []int) {
		for _, x := range xs {
			c <- x
		}
		close(c)
	}
	go send(ca, a)
	go send(cb, b)
	var ra, rb <-chan int = ca, cb
	for ra != nil || rb != nil {
		select {
		case v, ok := <-ra:
			if !ok {
				ra = nil
				continue
			}
			out = append(out, v)
		case v, ok := <-rb:
			if !ok {
				rb = nil
				continue
			}
			out = append(out, v)
		}
	}
	return out
}

func window(items []int, f func(int) int) (out []int) {
	type slot chan int
	slots := make(chan slot, 4)
	go func() {
		defer close(slots)
		for _, it := range items {
			s := make(slot, 1)
			slots <- s
			go func() { s <- f(it) }()
		}
	}()
	for s := range slots {
		out = append(out, <-s)
	}
	return out
}

func quick(a []int) {
	if len(a) < 2 {
		return
	}
	p := a[0]
	i := 0
	for j := 1; j < len(a); j++ {
		if a[j] < p {
			i++
			a[i], a[j] = a[j], a[i]
		}
	}
	a[0], a[i] = a[i], a[0]
	done := make(chan struct{}, 2)
	go func() { quick(a[:i]); done <- struct{}{} }()
	go func() { quick(a[i+1:]); done <- struct{}{} }()
	<-done
	<-done
}

func secondHalf(items []int, f func(int)) {
	ch := make(chan struct{})
	for _, it := range items[1:] {
		go func() { f(it); ch <- struct{}{} }()
	}
	for range len(items) - 1 {
		<-ch
	}
}

func minus1(items []int, f func(int)) {
	ch := make(chan struct{})
	for _, it := range items[1:] {
		go func() { f(it); ch <- struct{}{} }()
	}
	f(items[0])
	for i := 1; i < len(items); i++ {
		<-ch
	}
}

func nested(a [][]int, f func(int)) {
	ch := make(chan struct{})
	for _, row := range a {
		for _, x := range row {
			go func() { f(x); ch <- struct{}{} }()
		}
	}
	for _, row := range a {
		for range row {
			<-ch
		}
	}
}

func perRow(a [][]int, f func(int)) {
	for _, row := range a {
		ch := make(chan struct{})
		for _, x := range row {
			go func() { f(x); ch <- struct{}{} }()
		}
		for range row {
			<-ch
		}
	}
}

func twoKinds(a []int, b map[string]int, f func()) {
	ch := make(chan struct{})
	for range a {
		go func() { f(); ch <- struct{}{} }()
	}
	for range b {
		go func() { f(); ch <- struct{}{} }()
	}
	for range a {
		<-ch
	}
	for range b {
		<-ch
	}
}

func reslice(items []int, f func(int) bool) {
	items = items[:len(items)-1]
	ch := make(chan bool)
	for _, x := range items {
		go func() { ch <- f(x) }()
	}
	for range items {
		<-ch
	}
}

func stages(items []int, f, g func(int) int) (sum int) {
	a, b := make(chan int), make(chan int)
	var wa, wb sync.WaitGroup
	for i := 0; i < 2; i++ {
		wa.Add(1)
		go func() {
			defer wa.Done()
			for v := range a {
				b <- f(v)
			}
		}()
	}
	c := make(chan int)
	for i := 0; i < 2; i++ {
		wb.Add(1)
		go func() {
			defer wb.Done()
			for v := range b {
				c <- g(v)
			}
		}()
	}
	go func() { wa.Wait(); close(b) }()
	go func() { wb.Wait(); close(c) }()
	go func() {
		for _, it := range items {
			a <- it
		}
		close(a)
	}()
	for v := range c {
		sum += v
	}
	return sum
}

func prefilled(items []int, n int, f func(int)) {
	tokens := make(chan struct{}, n)
	for i := 0; i < n; i++ {
		tokens <- struct{}{}
	}
	for _, it := range items {
		<-tokens
		go func() {
			defer func() { tokens <- struct{}{} }()
			f(it)
		}()
	}
	for i := 0; i < n; i++ {
		<-tokens
	}
}

func drainNRest(items []int, f func(int) error) error {
	ch := make(chan error)
	for _, it := range items {
		go func() { ch <- f(it) }()
	}
	for i := range items {
		if err := <-ch; err != nil {
			for j := i + 1; j < len(items); j++ {
				<-ch
			}
			return err
		}
	}
	return nil
}

// The workers are counted by a range over a number.
func poolOfFour(jobs []string, do func(string)) {
	queue := make(chan string)
	for range 4 {
		go func() {
			for job := range queue {
				do(job)
			}
		}()
	}
	for _, job := range jobs {
		queue <- job
	}
	close(queue)
}
