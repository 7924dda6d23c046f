package negative

import (
	"os"
	"runtime"
	"strconv"
	"sync"
)

type config struct {
	Workers int
	Names   []string
}

// CountedParam starts as many workers as the caller says.
func CountedParam(n int, jobs <-chan item) {
	for i := 0; i < n; i++ {
		go func() {
			for x := range jobs {
				work(x)
			}
		}()
	}
}

// CountedRange does so with a range over an int.
func CountedRange(workers int, items []item) {
	jobs := make(chan item)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for x := range jobs {
				work(x)
			}
		})
	}
	for _, x := range items {
		jobs <- x
	}
	close(jobs)
	wg.Wait()
}

// CountedConfig takes the number from configuration.
func CountedConfig(cfg config) {
	for i := 0; i < cfg.Workers; i++ {
		go fetch(strconv.Itoa(i))
	}
}

// CountedProcessors takes the number from the machine.
func CountedProcessors(do func(int)) {
	for i := range runtime.GOMAXPROCS(0) {
		go do(i)
	}
}

// CountedTwicePerProcessor calculates with it.
func CountedTwicePerProcessor(do func(int)) {
	n := 2*runtime.NumCPU() + 1
	for i := 0; i < n; i++ {
		go do(i)
	}
}

// CountedMin starts at most eight, fewer if there is less to do.
func CountedMin(items []item) {
	for i := range min(most, len(items)) {
		go work(items[i])
	}
}

// CountedCapped says the same with an if.
func CountedCapped(items []item, jobs <-chan item) {
	n := len(items)
	if n > most {
		n = most
	}
	for i := 0; i < n; i++ {
		go func() {
			for x := range jobs {
				work(x)
			}
		}()
	}
}

// CountedEnvironment reads the number from the environment.
func CountedEnvironment(do func()) error {
	n, err := strconv.Atoi(os.Getenv("WORKERS"))
	if err != nil {
		return err
	}
	for range n {
		go do()
	}
	return nil
}

type pool struct {
	size int
	jobs chan item
}

func newPool(size int) *pool {
	return &pool{size: size, jobs: make(chan item)}
}

func (p *pool) run() {
	for x := range p.jobs {
		work(x)
	}
}

// CountedField starts as many as the constructor was told.
func (p *pool) CountedField() {
	for i := 0; i < p.size; i++ {
		go p.run()
	}
}

// WorkerPerName starts one worker per element; all share one channel of jobs.
func WorkerPerName(names []string, jobs <-chan item) {
	for _, name := range names {
		go func() {
			for x := range jobs {
				x.name = name
				work(x)
			}
		}()
	}
}

// WorkerReceivesInLoop takes jobs with a plain receive.
func WorkerReceivesInLoop(n int, jobs <-chan item, quit <-chan struct{}) {
	for range n {
		go func() {
			for {
				select {
				case x, ok := <-jobs:
					if !ok {
						return
					}
					work(x)
				case <-quit:
					return
				}
			}
		}()
	}
}

// IndexWorkers split the data by index; their number is not a length.
func IndexWorkers(items []item) {
	n := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := 0; w < n; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(items); i += n {
				work(items[i])
			}
		}()
	}
	wg.Wait()
}

// MadeWithPoolSize ranges over a slice that was made with a number of workers.
func MadeWithPoolSize(size int, jobs <-chan item) {
	results := make([]int, size)
	for i := range results {
		go func() {
			for x := range jobs {
				results[i] += x.id
			}
		}()
	}
}

type sized struct{ size int }

// resize starts as many workers as are missing, and stops those too many.
func (p *sized) resize(n int, jobs chan item, quit func()) {
	if n == 0 {
		n = most
	}
	for p.size < n {
		go func() { work(item{id: n}) }()
		p.size++
	}
	for p.size > n {
		p.size--
		go quit()
	}
}
