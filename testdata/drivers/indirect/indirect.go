// Package indirect knows the library only through what lies in the middle: facts
// about methods, fields and types come along, those about functions need not.
package indirect

import "example.com/drivers/middle"

func Methods(names []string) {
	pool := middle.Shared()
	for _, name := range names {
		pool.Submit(func() { println(name) }) // want spawnloop unbounded
	}
}

func Fields() {
	for _, name := range middle.Load().Peers {
		go println(name) // lost spawnloop unbounded
	}
}

func Types() {
	for _, name := range middle.Load().Shards {
		go println(name) // lost spawnloop unbounded
	}
}
