// Package limitgroup stands in for the library, as far as the table names it.
package limitgroup

import "sync"

type LimitGroup struct {
	sync.WaitGroup
	slots chan struct{}
}

func NewLimitGroup(limit uint) *LimitGroup {
	return &LimitGroup{slots: make(chan struct{}, limit)}
}

func (l *LimitGroup) Add(delta int) {
	for range delta {
		l.slots <- struct{}{}
	}
	for range -delta {
		<-l.slots
	}
	l.WaitGroup.Add(delta)
}

func (l *LimitGroup) Done() { l.Add(-1) }
