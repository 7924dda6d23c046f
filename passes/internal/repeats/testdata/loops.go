package p

import (
	"bufio"
	"container/list"
	"database/sql"
	"runtime"
)

const k = 8

func work(...any) {}

func none(x int) {
	go work(x) //= once
	if x > 0 {
		go work(x) //= once
	}
}

func constants() {
	for i := 0; i < 10; i++ {
		go work(i) //= constant
	}
	for range k {
		go work() //= constant
	}
	for i := k; i > 0; i-- {
		go work(i) //= constant
	}
	for i := k; i >= 1; i -= 2 {
		go work(i) //= constant
	}
	for i := 0; i != 10; i++ {
		go work(i) //= constant
	}
	for i := 1; i <= 1024; i *= 2 {
		go work(i) //= constant
	}
	for i, j := 0, 0; i < 3 && j < 5; i, j = i+1, j+1 {
		go work(i) //= constant
	}
	i := 0
	for 10 > i {
		go work(i) //= constant
		i++
	}
	for _, s := range [...]string{"a", "b"} {
		go work(s) //= constant
	}
	for _, s := range []string{"a", "b"} {
		go work(s) //= constant
	}
	for s := range map[string]bool{"a": true} {
		go work(s) //= constant
	}
	for _, r := range "text" {
		go work(r) //= constant
	}
}

func processors() {
	for range runtime.NumCPU() {
		go work() //= processors
	}
	for i := 0; i < 2*runtime.GOMAXPROCS(0); i++ {
		go work() //= processors
	}
	for i := 0; i < runtime.NumCPU()-1; i++ {
		go work() //= processors
	}
	for range max(4, runtime.NumCPU()) {
		go work() //= processors
	}
}

type config struct {
	Workers int
	Names   []string
}

func configured(n int, c config, p *config) {
	for range n {
		go work() //= configured: parameter n
	}
	for i := 0; i < n; i++ {
		go work() //= configured: parameter n
	}
	for i := n; i > 0; i-- {
		go work() //= configured: parameter n
	}
	for range c.Workers {
		go work() //= configured: field Workers
	}
	for range p.Workers {
		go work() //= configured: field Workers
	}
	for n > 0 {
		n--
		go work() //= configured: parameter n
	}
}

func lengths(xs []int, m map[string]int, s string, c config) {
	for range xs {
		go work() //= data: parameter xs
	}
	for i := range xs {
		go work(i) //= data: parameter xs
	}
	for i := 0; i < len(xs); i++ {
		go work() //= data: parameter xs
	}
	for i := len(xs) - 1; i >= 0; i-- {
		go work() //= data: parameter xs
	}
	for range len(xs) {
		go work() //= data: parameter xs
	}
	for n := len(xs); n > 0; n-- {
		go work() //= data: parameter xs
	}
	for i := 0; i < len(xs)/2; i++ {
		go work() //= data: parameter xs
	}
	for range m {
		go work() //= data: parameter m
	}
	for range s {
		go work() //= data: parameter s
	}
	for range c.Names {
		go work() //= data: field Names < parameter c
	}
}

func nested(xs []int) {
	for range 3 {
		for range xs {
			go work() //= data: parameter xs
		}
	}
	for range xs {
		for range 3 {
			go work() //= data: parameter xs
		}
	}
	for range 3 {
		for range k {
			go work() //= constant
		}
	}
}

// The loop is left in the turn that spawns.
func leaves(xs []int, ch chan int) {
	for _, x := range xs {
		if x > 0 {
			go work(x) //= once
			return
		}
	}
	for range ch {
		go work() //= once
		break
	}
}

func counters(xs []int, ch chan int, n int) {
	count := 0
	for range xs {
		if count == 10 {
			break
		}
		count++
		go work() //= constant
	}
	for i := range xs {
		if i >= 5 {
			break
		}
		go work() //= constant
	}
	for i := 0; ; i++ {
		if i == n {
			return
		}
		go work(<-ch) //= configured: parameter n
	}
}

// A counter that is not looked at in every turn leaves no limit.
func counterNotAlways(xs []int) {
	for i, x := range xs {
		if x > 0 {
			if i == 5 {
				break
			}
		}
		go work() //= data: parameter xs
	}
}

// A counter that starts anew is none.
func counterReset(xs []int) {
	for range xs {
		n := 0
		n++
		if n == 5 {
			break
		}
		go work() //= data: parameter xs
	}
}

func queue(xs []int) {
	for len(xs) > 0 {
		go work(xs[0]) //= data: queue < parameter xs
		xs = xs[1:]
	}
}

func lists(l *list.List) {
	for e := l.Front(); e != nil; e = e.Next() {
		go work(e) //= data: stream
	}
}

func rows(db *sql.DB) {
	rows, _ := db.Query("select")
	for rows.Next() {
		go work() //= data: stream Next
	}
}

func lines(s *bufio.Scanner) {
	for s.Scan() {
		go work(s.Text()) //= data: stream Scan
	}
	for {
		if !s.Scan() {
			break
		}
		go work() //= forever: endless loop
	}
}

func gotos(n int) {
again:
	go work() //= forever: endless loop
	if n > 0 {
		n--
		goto again
	}
}
