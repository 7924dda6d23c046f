package p

func work(...any) {}

func shared(xs []int) {
	tasks := make(chan int)
	for range xs {
		go func() { //= worker on a shared channel
			for t := range tasks {
				work(t)
			}
		}()
	}
	for range xs {
		go loop(tasks) //= worker on a shared channel
	}
}

func loop(tasks chan int) {
	for t := range tasks {
		work(t)
	}
}

// Each has a channel of its own.
func own(xs []int) {
	for range xs {
		tasks := make(chan int)
		go loop(tasks) //= none
	}
	for range xs {
		go func() { //= none
			tasks := make(chan int)
			for t := range tasks {
				work(t)
			}
		}()
	}
}

// Ticks are no tasks.
func ticks(xs []int, tick chan struct{}) {
	for range xs {
		go func() { //= none
			for range tick {
				work()
			}
		}()
	}
}

// One receive is no worker.
func once(xs []int, tasks chan int) {
	for range xs {
		go func() { //= none
			work(<-tasks)
		}()
	}
}
