package main

import "example.com/drivers/library"

func results() {
	for _, name := range library.Months() {
		go work(name) // lost spawnloop unbounded
	}
	for _, name := range library.Cluster() {
		go work(name) // lost spawnloop unbounded
	}
}

func fields(box *library.Box[string]) {
	for _, name := range box.Items {
		go work(name) // lost spawnloop unbounded
	}
	for _, name := range library.Anonymous.Peers {
		go work(name) // lost spawnloop unbounded
	}
}
