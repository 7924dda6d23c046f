package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func pairs(names []string, slots *library.Slots) {
	for _, name := range names {
		slots.Take()
		go func() { // lost spawnloop unbounded
			defer slots.Give()
			work(name)
		}()
	}
	counts := new(library.Counts)
	for _, name := range names {
		counts.Take()
		go func() { // want spawnloop unbounded // lost spawnloop unbounded
			defer counts.Give()
			work(name)
		}()
	}
}

func release(names []string, slots *library.Slots) {
	for _, name := range names {
		leave := slots.Enter()
		go func() { // lost spawnloop unbounded
			defer leave()
			work(name)
		}()
	}
}

func limited(names []string, slots *library.Slots) {
	for _, name := range names {
		slots.Limited(func() { work(name) })
	}
	desk := middle.NewDesk()
	for _, name := range names {
		desk.Go(func() { work(name) })
	}
	var tally middle.Tally
	for _, name := range names {
		tally.Go(func() { work(name) }) // want spawnloop unbounded
	}
}
