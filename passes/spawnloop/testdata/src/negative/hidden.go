package negative

import (
	"os/exec"
	"time"

	"usesbounds/starter"
)

var slots = make(chan struct{}, 8)

func startHeld(x item) {
	slots <- struct{}{}
	go func() {
		defer func() { <-slots }()
		work(x)
	}()
}

// HeldInside waits for a slot in the function that starts the goroutine.
func HeldInside(items []item) {
	for _, x := range items {
		startHeld(x)
	}
}

func startIt(x item) {
	go func() {
		defer func() { <-slots }()
		work(x)
	}()
}

// HeldOutside waits for a slot before it calls that function.
func HeldOutside(items []item) {
	for _, x := range items {
		slots <- struct{}{}
		startIt(x)
	}
}

func startAndWait(x item) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		work(x)
	}()
	<-done
}

// JoinedInside is back when the work is done.
func JoinedInside(items []item) {
	for _, x := range items {
		startAndWait(x)
	}
}

// Once starts a few, or one.
func Once(x item, items []item) {
	startIt(x)
	var s starter.Server
	for _, x := range items {
		s.Once(x.name)
	}
	for _, region := range starter.Regions {
		s.Start(region)
	}
}

// OtherLimiter acquires and releases what only facts can tell.
func OtherLimiter(items []item) {
	l := starter.NewLimiter(8)
	for _, x := range items {
		l.Acquire()
		go func() {
			defer l.Release()
			work(x)
		}()
	}
}

// Stays starts what lives as long as its object: audit.
func Stays(items []item) {
	var s starter.Server
	for _, x := range items {
		s.Watch(x.name)
	}
}

// Chain goes on with itself: one at a time.
func Chain(n int) {
	if n == 0 {
		return
	}
	work(item{})
	go Chain(n - 1)
}

// Processes waits for each before it starts the next.
func Processes(items []item) error {
	for _, x := range items {
		cmd := exec.Command("true", x.name)
		if err := cmd.Start(); err != nil {
			return err
		}
		if err := cmd.Wait(); err != nil {
			return err
		}
	}
	return nil
}

// Timers run nothing until they fire: audit.
func Timers(items []item) {
	for _, x := range items {
		time.AfterFunc(time.Second, func() { work(x) })
	}
}
