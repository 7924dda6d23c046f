package library

// Each starts a goroutine for each of the names.
func Each(names []string) {
	for _, name := range names {
		go println(name) // want spawnloop unbounded // lost spawnloop unbounded
	}
}
