package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func values() {
	for _, name := range library.Zones {
		go work(name) // lost spawnloop unbounded
	}
	for _, name := range library.Found {
		go work(name) // audit spawnloop unbounded // lost spawnloop unbounded
	}
	for _, name := range library.Names() {
		go work(name) // lost spawnloop unbounded
	}
	for _, name := range middle.Names() {
		go work(name) // lost spawnloop unbounded
	}
	for range library.Workers() {
		go work("")
	}
	for range middle.Processors() {
		go work("")
	}
}
