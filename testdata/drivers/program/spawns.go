package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func spawns(names []string) {
	for _, name := range names {
		library.Go(func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		library.Second(name, func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		library.With(name, work) // want spawnloop unbounded
	}
	for _, name := range names {
		library.Now(func() { work(name) })
	}
}

func methods(names []string) {
	var pool library.Pool
	for _, name := range names {
		pool.Submit(func() { work(name) }) // want spawnloop unbounded
	}
	pool.Wait()

	var of library.Of[string]
	for range names {
		of.Start(work) // want spawnloop unbounded
	}
	background := library.Background()
	for _, name := range names {
		background.Do(func() { work(name) }) // want spawnloop unbounded
	}
}

func wrapped(names []string) {
	for _, name := range names {
		middle.Go(func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		middle.Literal(func() { work(name) }) // want spawnloop unbounded
	}
	var workers middle.Workers
	for _, name := range names {
		workers.Submit(func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		middle.Now(func() { work(name) })
	}
}
