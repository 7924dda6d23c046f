package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func starts(names []string, server *library.Server, cluster middle.Cluster) {
	for _, name := range names {
		server.Start(name) // want spawnloop unbounded
	}
	for _, name := range names {
		library.Launch(name) // want spawnloop unbounded
	}
	for _, name := range names {
		middle.Launch(name) // want spawnloop unbounded
	}
	for _, name := range names {
		cluster.Start(name) // want spawnloop unbounded
	}
}

func startsFew(names []string, server *library.Server) {
	for _, name := range names {
		server.StartAndWait(name)
	}
	for range names {
		server.StartOnce()
	}
	for range 3 {
		library.Launch("")
	}
	for _, name := range names {
		library.Launch(name)
		break
	}
}
