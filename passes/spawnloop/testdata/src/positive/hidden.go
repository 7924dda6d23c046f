package positive

import (
	"os/exec"
	"sync"

	"usesbounds/starter"
)

func start(x item) { go work(x) }

// SpawningCallee calls, in the loop, a function that starts a goroutine: the go
// statement is in no loop, and the loop has none.
func SpawningCallee(items []item) {
	for _, x := range items {
		start(x) // want `^start per element of items \(parameter\): it starts a goroutine and returns, no limit found before it$`
	}
}

func startSoon(x item) { start(x) }

// TwoSteps reaches the go statement through two functions.
func TwoSteps(items []item) {
	for _, x := range items {
		startSoon(x) // want `^startSoon per element of items \(parameter\): it starts a goroutine`
	}
}

// OtherPackage starts what only a fact can tell.
func OtherPackage(items []item) {
	var s starter.Server
	for _, x := range items {
		s.Start(x.name) // want `^s.Start per element of items \(parameter\): it starts a goroutine`
	}
}

type server struct{ wg sync.WaitGroup }

func (s *server) start(x item) {
	s.wg.Add(1)
	go func() {
		defer s.wg.Done()
		work(x)
	}()
}

// Joined waits for all of them in the end, which bounds nothing.
func (s *server) Joined(items []item) {
	for _, x := range items {
		s.start(x) // want `^s.start per element of items \(parameter\): it starts a goroutine`
	}
	s.wg.Wait()
}

type tree struct{ left, right *tree }

// Recursion starts itself twice; there is no loop.
func Recursion(t *tree) {
	if t == nil {
		return
	}
	go Recursion(t.left) // want `^goroutine per recursive call of Recursion: no limit found before the go statement, nor anybody who waits for it; also line 63$`
	go Recursion(t.right)
}

// Processes starts a process per element.
func Processes(items []item) error {
	for _, x := range items {
		cmd := exec.Command("true", x.name)
		if err := cmd.Start(); err != nil { // want `^cmd.Start per element of items \(parameter\): no limit found before cmd.Start$`
			return err
		}
	}
	return nil
}

// WaitedLater waits for each process in a goroutine: the loop goes on.
func WaitedLater(items []item) error {
	for _, x := range items {
		cmd := exec.Command("true", x.name)
		if err := cmd.Start(); err != nil {
			return err
		}
		go func() { _ = cmd.Wait() }() // want `^goroutine per element of items \(parameter\): no limit found before the go statement, nor anybody who waits for it; also line 81$`
	}
	return nil
}

// Inside takes the slot of another package's limiter when it runs already: the check
// semaphore says so.
func Inside(items []item) {
	l := starter.NewLimiter(8)
	for _, x := range items {
		go func() {
			l.Acquire()
			defer l.Release()
			work(x)
		}()
	}
}
