package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func before(names []string, limiter *library.Limiter, gate middle.Gate, hall *middle.Hall) {
	for _, name := range names {
		limiter.Acquire()
		go func() { // lost spawnloop unbounded
			defer limiter.Release()
			work(name)
		}()
	}
	for _, name := range names {
		gate.Acquire()
		go func() { // lost spawnloop unbounded
			defer gate.Release()
			work(name)
		}()
	}
	for _, name := range names {
		hall.Enter()
		go func() { // lost spawnloop unbounded
			defer hall.Leave()
			work(name)
		}()
	}
}

func inside(names []string, limiter *library.Limiter, gate middle.Gate, hall *middle.Hall) {
	for _, name := range names {
		go func() { // want semaphore inside // lost spawnloop unbounded
			limiter.Acquire()
			defer limiter.Release()
			work(name)
		}()
	}
	for _, name := range names {
		go func() { // want semaphore inside // lost spawnloop unbounded
			gate.Acquire()
			defer gate.Release()
			work(name)
		}()
	}
	for _, name := range names {
		go func() { // want semaphore inside // lost spawnloop unbounded
			hall.Enter()
			defer hall.Leave()
			work(name)
		}()
	}
}
