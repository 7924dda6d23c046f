package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func variable() {
	for _, name := range library.Regions {
		go work(name) // lost spawnloop unbounded
	}
	//inflight:ignore spawnloop the library says so already // want baddirective unused
	for _, name := range library.Regions {
		go work(name)
	}
}

func declared(shards library.Shards, config *library.Config) {
	for _, name := range shards {
		go work(name) // lost spawnloop unbounded
	}
	for _, name := range config.Peers {
		go work(name) // lost spawnloop unbounded
	}
	for _, name := range config.Users {
		go work(name) // want spawnloop unbounded // lost spawnloop unbounded
	}
}

func wrappedBounds() {
	for _, name := range middle.Load().Peers {
		go work(name) // lost spawnloop unbounded
	}
	shards := middle.Load().Shards
	for _, name := range shards {
		go work(name) // lost spawnloop unbounded
	}
}
