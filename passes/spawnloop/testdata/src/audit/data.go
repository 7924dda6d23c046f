package audit

// DataLoop is reported at the default level and at this one.
func DataLoop(names []string) {
	for _, name := range names {
		go fetch(name) // want "no limit found"
	}
}
