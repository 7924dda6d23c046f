// Package gap holds what is wrong and not seen.
package gap

import (
	"errors"
	"sync"
)

var errEmpty = errors.New("empty")

func work(name string) error { return errors.New(name) }

type pools struct {
	byHost map[string]chan struct{}
	slots  chan struct{}
}

// Hosts has a semaphore for each host, and keeps a token of one.
func (p *pools) Hosts(host string) error {
	p.byHost[host] <- struct{}{}
	if host == "" {
		return errEmpty
	}
	<-p.byHost[host]
	return nil
}

// Keeps a token that Other, which only gives back its own, might give back.
func (p *pools) Keeps(name string) error {
	p.slots <- struct{}{}
	if name == "" {
		return errEmpty
	}
	<-p.slots
	return nil
}

// Other is called with a token in hand, by code out of sight.
func (p *pools) Other() { <-p.slots }

// Once gives back in a function of which it cannot be seen when it runs.
func Once(name string) error {
	sem := make(chan struct{}, 1)
	var once sync.Once
	sem <- struct{}{}
	if name == "" {
		return errEmpty
	}
	once.Do(func() { <-sem })
	return nil
}
