package library

// ChainD is as far from the goroutine as the order of the alphabet says.
func ChainD(f func()) { ChainE(f) }
