// Package tomb has work in both versions of tomb, of which the first only waits.
package tomb

import (
	tombv1 "gopkg.in/tomb.v1"
	"gopkg.in/tomb.v2"
)

func fetch(string) error { return nil }

func unlimited(ids []string) error {
	var t tomb.Tomb
	for _, id := range ids {
		t.Go(func() error { return fetch(id) }) // want spawnloop:"^t\.Go per element of ids \(parameter\): no limit found before t\.Go"
	}
	return t.Wait()
}

func workers(ids chan string) error {
	var t tomb.Tomb
	for range 4 {
		t.Go(func() error {
			for id := range ids {
				if err := fetch(id); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return t.Wait()
}

type poller struct{ tomb tombv1.Tomb }

func (p *poller) start(id string) {
	go func() {
		defer p.tomb.Done()
		fetch(id)
	}()
}

func (p *poller) stop() error {
	p.tomb.Kill(nil)
	return p.tomb.Wait()
}

func inTurn(ids []string) error {
	for _, id := range ids {
		var t tombv1.Tomb
		go func() {
			defer t.Done()
			fetch(id)
		}()
		if err := t.Wait(); err != nil {
			return err
		}
	}
	return nil
}
