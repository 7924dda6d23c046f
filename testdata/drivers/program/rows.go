package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func metered(names []string, meter *library.Meter) {
	for _, name := range names {
		middle.Metered(meter, func() { work(name) }) // builtin spawnloop unbounded
	}
}
