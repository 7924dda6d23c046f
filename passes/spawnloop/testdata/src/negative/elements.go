package negative

import (
	"sync"

	"golang.org/x/sync/errgroup"
)

// FuncElements were written out by somebody: they are code, not data.
func FuncElements(steps []func()) {
	for _, step := range steps {
		go step()
	}
}

type task func() error

// NamedFuncElements have a func type with a name.
func NamedFuncElements(tasks []task) error {
	errs := make(chan error, len(tasks))
	for _, t := range tasks {
		go func() { errs <- t() }()
	}
	for range tasks {
		if err := <-errs; err != nil {
			return err
		}
	}
	return nil
}

// FuncMap has funcs as values.
func FuncMap(steps map[string]func()) {
	for _, step := range steps {
		go step()
	}
}

// ChannelElements merges channels: they were made somewhere by hand.
func ChannelElements(ins []<-chan item, out chan<- item) {
	var wg sync.WaitGroup
	for _, in := range ins {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for x := range in {
				out <- x
			}
		}()
	}
	wg.Wait()
}

// ByteKeys has at most 256 entries.
func ByteKeys(byNibble map[byte]item) {
	for _, x := range byNibble {
		go work(x)
	}
}

// BoolKeys has at most two.
func BoolKeys(byAnswer map[bool]item) {
	for _, x := range byAnswer {
		go work(x)
	}
}

// ErrgroupLoop is the business of errgrouplimit.
func ErrgroupLoop(items []item) error {
	var g errgroup.Group
	for _, x := range items {
		g.Go(func() error { return fetch(x.name) })
	}
	return g.Wait()
}

// eager has the method of a wait group and starts nothing.
type eager struct{}

func (eager) Go(f func()) { f() }

// OwnGoMethod calls a Go that is not a spawn.
func OwnGoMethod(items []item) {
	var sync eager
	for _, x := range items {
		sync.Go(func() { work(x) })
	}
}

// LiteralStored registers functions; nobody calls them in the loop.
func LiteralStored(items []item) (steps []func()) {
	for _, x := range items {
		steps = append(steps, func() {
			go work(x)
		})
	}
	return steps
}

// LiteralNotCalled defines, in the loop, a closure that is called after it.
func LiteralNotCalled(items []item) {
	start := func() {}
	for _, x := range items {
		start = func() { go work(x) }
	}
	start()
}

// SpawnOutside has the loop inside the spawned work.
func SpawnOutside(items []item) {
	go func() {
		for _, x := range items {
			work(x)
		}
	}()
}

// NotALoop runs its body once.
func NotALoop(x item) {
	for {
		go work(x)
		return
	}
}

// GotoForward jumps, but never back.
func GotoForward(x item) {
	if x.id == 0 {
		goto end
	}
	go work(x)
end:
	_ = x
}
