package p

func work(...any) {}

// The token is taken in one branch alone.
func oneBranch(xs []int, ok bool) {
	sem := make(chan struct{}, 8)
	for range xs {
		if ok {
			sem <- struct{}{}
		}
		go func() { //= fake: not acquired before every spawn
			<-sem
		}()
	}
}

func bothBranches(xs []int, ok bool) {
	sem := make(chan struct{}, 8)
	for range xs {
		if ok {
			sem <- struct{}{}
			work()
		} else {
			sem <- struct{}{}
		}
		go func() { //= semaphore before the spawn, constant
			<-sem
		}()
	}
}

// The branch that takes no token starts nothing either.
func otherLeaves(xs []int, ok bool) {
	sem := make(chan struct{}, 8)
	for range xs {
		if ok {
			sem <- struct{}{}
		} else {
			continue
		}
		go func() { //= semaphore before the spawn, constant
			<-sem
		}()
	}
}

// A gate in the branch of one spawn holds nothing for the other.
func twoSpawns(xs []int, ok bool) {
	sem := make(chan struct{}, 8)
	for range xs {
		if ok {
			sem <- struct{}{}
			go func() { //= semaphore before the spawn, constant
				<-sem
			}()
		} else {
			go work() //= none
		}
	}
}

// Whoever makes no semaphore has chosen to have no limit.
func optional(xs []int, n int) {
	var sem chan struct{}
	if n > 0 {
		sem = make(chan struct{}, n)
	}
	for range xs {
		if sem != nil {
			sem <- struct{}{}
		}
		go func() { //= semaphore before the spawn, configured
			if sem != nil {
				<-sem
			}
		}()
	}
}

type server struct{ sem chan struct{} }

func (s *server) optional(xs []int) {
	for range xs {
		if s.sem != nil {
			s.sem <- struct{}{}
		}
		go func() { //= semaphore before the spawn, unknown
			if s.sem != nil {
				<-s.sem
			}
		}()
	}
}

// The semaphore is there when something else is: that says nothing.
func otherOptional(xs []int, log, sem chan struct{}) {
	for range xs {
		if log != nil {
			sem <- struct{}{}
		}
		go func() { //= fake: not acquired before every spawn
			<-sem
		}()
	}
}

// A token on one branch, a wait on the other: together they hold.
func together(xs []int, ok bool) {
	sem := make(chan struct{}, 8)
	done := make(chan int)
	for range xs {
		if ok {
			sem <- struct{}{}
		} else {
			<-done
		}
		go func() { //= semaphore before the spawn, once
			<-sem
			done <- 1
		}()
	}
}

// After the spawn is as good as before: each turn passes it.
func after(xs []int) {
	sem := make(chan struct{}, 8)
	for range xs {
		go func() { //= semaphore before the spawn, constant
			<-sem
		}()
		sem <- struct{}{}
	}
}

func afterSometimes(xs []int, ok bool) {
	sem := make(chan struct{}, 8)
	for range xs {
		go func() { //= fake: not acquired before every spawn
			<-sem
		}()
		if ok {
			continue
		}
		sem <- struct{}{}
	}
}
