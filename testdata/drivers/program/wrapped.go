package main

import "example.com/drivers/middle"

func wrappedWaits(names []string, door *middle.Door) {
	for _, name := range names {
		leave := door.Enter()
		go func() { // lost spawnloop unbounded
			defer leave()
			work(name)
		}()
	}
	for _, name := range names {
		door.Take()
		go func() { // lost spawnloop unbounded
			defer door.Give()
			work(name)
		}()
	}
}
