package main

import "example.com/drivers/library"

func chain(names []string) {
	for _, name := range names {
		library.ChainC(func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		library.ChainB(func() { work(name) }) // want spawnloop unbounded
	}
	for _, name := range names {
		library.ChainA(func() { work(name) }) // want spawnloop unbounded
	}
}
