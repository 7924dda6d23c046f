// Package fixed has shapes that leak goroutines, each after its repair: nothing is said
// of them at any level.
package fixed

import (
	"context"
	"errors"
	"sync"
	"time"
)

var errBroken = errors.New("broken")

// Workers range over a channel that is closed when all jobs are handed out.

func closesWhenDone(jobs []string, n int, do func(string)) {
	if n == 0 {
		return
	}
	queue := make(chan string)
	for range n {
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

func closesOnEachWay(jobs []string, n int, do func(string) error) error {
	queue := make(chan string)
	defer close(queue)
	for i := 0; i < max(n, 1); i++ {
		go func() {
			for job := range queue {
				_ = do(job)
			}
		}()
	}
	for _, job := range jobs {
		if job == "" {
			return errBroken
		}
		queue <- job
	}
	return nil
}

func closesAndWaits(jobs []string, do func(string)) {
	queue := make(chan string)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range queue {
				do(job)
			}
		}()
	}
	for _, job := range jobs {
		queue <- job
	}
	close(queue)
	wg.Wait()
}

func roomForAllJobs(jobs []string, do func(string)) {
	queue := make(chan string, len(jobs))
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range queue {
				do(job)
			}
		}()
	}
	for _, job := range jobs {
		queue <- job
	}
	close(queue)
	wg.Wait()
}

func closedByAnother(jobs []string, do func(string)) {
	queue := make(chan string)
	go func() {
		defer close(queue)
		for _, job := range jobs {
			queue <- job
		}
	}()
	for job := range queue {
		do(job)
	}
}

// A helper sends once on each of its ways.

func answer(to chan<- error, err error) {
	if err != nil {
		to <- err
		return
	}
	to <- nil
}

func answers(err error) error {
	to := make(chan error)
	go func() { answer(to, err) }()
	return <-to
}

func answersElse(err error) error {
	to := make(chan error)
	go func() {
		if err != nil {
			to <- err
		} else {
			to <- nil
		}
	}()
	return <-to
}

func answersTwice(err error) error {
	to := make(chan error)
	go func() {
		answer(to, err)
		answer(to, nil)
	}()
	return errors.Join(<-to, <-to)
}

func answersSwitch(kind int) string {
	to := make(chan string)
	go func() {
		switch kind {
		case 1:
			to <- "one"
		case 2:
			to <- "two"
		default:
			to <- "many"
		}
	}()
	return <-to
}

// The function leaves before it receives.

func leavesRoom(err error, find func() int) (int, error) {
	found := make(chan int, 1)
	go func() { found <- find() }()
	if err != nil {
		return 0, err
	}
	return <-found, nil
}

func asksFirst(err error, find func() int) (int, error) {
	if err != nil {
		return 0, err
	}
	found := make(chan int)
	go func() { found <- find() }()
	return <-found, nil
}

func receivesBeforeLeaving(err error, find func() int) (int, error) {
	found := make(chan int)
	go func() { found <- find() }()
	if err != nil {
		<-found
		return 0, err
	}
	return <-found, nil
}

func receivesDeferred(err error, find func() int) error {
	found := make(chan int)
	defer func() { <-found }()
	go func() { found <- find() }()
	if err != nil {
		return err
	}
	return nil
}

func leavesReceiver(err error, find func() int) (int, error) {
	found := make(chan int)
	go func() { found <- find() }()
	if err != nil {
		go func() { <-found }()
		return 0, err
	}
	return <-found, nil
}

func closesInstead(err error, find func() int) (n int, _ error) {
	found := make(chan struct{})
	go func() {
		defer close(found)
		n = find()
	}()
	if err != nil {
		return 0, err
	}
	<-found
	return n, nil
}

// The first of many results is enough.

func firstOfAll(hosts []string, ask func(string) string) string {
	if len(hosts) == 0 {
		return ""
	}
	said := make(chan string, len(hosts))
	for _, host := range hosts {
		go func() { said <- ask(host) }()
	}
	return <-said
}

func firstAndDrain(hosts []string, ask func(string) string) (first string) {
	said := make(chan string)
	for _, host := range hosts {
		go func() { said <- ask(host) }()
	}
	for range hosts {
		if s := <-said; first == "" {
			first = s
		}
	}
	return first
}

func firstWins(ctx context.Context, hosts []string, ask func(context.Context, string) string) string {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	said := make(chan string)
	for _, host := range hosts {
		go func() {
			select {
			case said <- ask(ctx, host):
			case <-ctx.Done():
			}
		}()
	}
	select {
	case first := <-said:
		return first
	case <-ctx.Done():
		return ""
	}
}

func firstTry(hosts []string, ask func(string) string) string {
	if len(hosts) == 0 {
		return ""
	}
	said := make(chan string, 1)
	for _, host := range hosts {
		go func() {
			select {
			case said <- ask(host):
			default: // somebody was faster
			}
		}()
	}
	return <-said
}

func firstUntilDone(hosts []string, ask func(string) string) string {
	said, over := make(chan string), make(chan struct{})
	defer close(over)
	for _, host := range hosts {
		go func() {
			select {
			case said <- ask(host):
			case <-over:
			}
		}()
	}
	select {
	case first := <-said:
		return first
	case <-time.After(time.Second):
		return ""
	}
}

// A context, or a timer, ends the wait.

func inTime(ctx context.Context, load func() []byte) ([]byte, error) {
	loaded := make(chan []byte, 1)
	go func() { loaded <- load() }()
	select {
	case data := <-loaded:
		return data, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func inTimeOrDrained(limit time.Duration, load func() []byte) []byte {
	loaded := make(chan []byte)
	go func() { loaded <- load() }()
	select {
	case data := <-loaded:
		return data
	case <-time.After(limit):
		go func() { <-loaded }()
		return nil
	}
}

func inTimeBoth(ctx context.Context, load func() ([]byte, error)) ([]byte, error) {
	loaded, failed := make(chan []byte, 1), make(chan error, 1)
	go func() {
		data, err := load()
		if err != nil {
			failed <- err
			return
		}
		loaded <- data
	}()
	select {
	case data := <-loaded:
		return data, nil
	case err := <-failed:
		return nil, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func inTimeResult(limit time.Duration, load func() ([]byte, error)) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		data, err := load()
		done <- result{data, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.data, r.err
	case <-timer.C:
		return nil, errBroken
	}
}

// Somebody is at the other end.

func meets() {
	met := make(chan struct{})
	go func() { met <- struct{}{} }()
	<-met
}

func closesForAll(start func(int)) {
	ready := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-ready
			start(i)
		}()
	}
	close(ready)
	wg.Wait()
}

func meetsEither(load func() bool) {
	yes, no := make(chan struct{}), make(chan struct{})
	go func() {
		if load() {
			close(yes)
		} else {
			close(no)
		}
	}()
	select {
	case <-yes:
	case <-no:
	}
}

// The wait comes after the result is taken, or beside it, or there is room for it.

func takesThenWaits(find func() int) int {
	found := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		found <- find()
		wg.Done()
	}()
	n := <-found
	wg.Wait()
	return n
}

func waitsWithRoom(find func() int) int {
	found := make(chan int, 1)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		found <- find()
	}()
	wg.Wait()
	return <-found
}

func waitsBeside(parts []int, find func(int) int) (sum int) {
	found := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(parts))
	for _, part := range parts {
		go func() {
			defer wg.Done()
			found <- find(part)
		}()
	}
	go func() {
		wg.Wait()
		close(found)
	}()
	for n := range found {
		sum += n
	}
	return sum
}

func waitsWithRoomForAll(parts []int, find func(int) int) (sum int) {
	found := make(chan int, len(parts))
	var wg sync.WaitGroup
	for _, part := range parts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			found <- find(part)
		}()
	}
	wg.Wait()
	close(found)
	for n := range found {
		sum += n
	}
	return sum
}

// A tree of work: each waits for its own.
func tree(depth int, visit func(int)) {
	if depth == 0 {
		return
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(3)
	go func() {
		defer wg.Done()
		<-stop
	}()
	for range 2 {
		go func() {
			defer wg.Done()
			tree(depth-1, visit)
		}()
	}
	visit(depth)
	close(stop)
	wg.Wait()
}
