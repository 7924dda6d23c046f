// shape: the work polls an atomic value through a method of an object, which another method sets after the loop
// want: none (the work waits until a value changes)
// hangs: the first 16 go round until the object is ready

package pollhelper

import (
	"context"
	"sync/atomic"
	"time"

	"gauntlet.example/load"
	"golang.org/x/sync/errgroup"
)

type service struct{ ready atomic.Bool }

func (s *service) Ready() bool { return s.ready.Load() }
func (s *service) Start()      { s.ready.Store(true) }

func (s *service) waitReady() {
	for i := 0; ; i++ {
		if s.Ready() {
			return
		}
		time.Sleep(time.Duration(min(i, 10)) * 100 * time.Microsecond)
	}
}

func Run(_ context.Context, l *load.Load) (any, error) {
	s := new(service)
	return connectAll(l, s, l.IDs())
}

func connectAll(l *load.Load, s *service, clients []int) (int64, error) {
	var g errgroup.Group
	var connected atomic.Int64
	for _, client := range clients {
		g.Go(func() error {
			s.waitReady()
			connected.Add(int64(l.Value(client)))
			return nil
		})
	}
	s.Start()
	err := g.Wait()
	return connected.Load(), err
}
