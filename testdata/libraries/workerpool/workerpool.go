// Package workerpool has work in the pools of gammazero/workerpool, which all
// have a limit.
package workerpool

import "github.com/gammazero/workerpool"

func fetch(string) {}

func limited(ids []string) {
	p := workerpool.New(8)
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
	}
	p.StopWait()
}

// The library makes one worker of none.
func zero(ids []string) error {
	p := workerpool.New(0)
	defer p.StopWait()
	for _, id := range ids {
		if err := p.Do(func() { fetch(id) }); err != nil {
			return err
		}
	}
	return nil
}

func dataSized(ids []string) {
	p := workerpool.New(len(ids))
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*len\(data\)"
	}
	p.StopWait()
}
