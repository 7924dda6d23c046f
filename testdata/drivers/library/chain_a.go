package library

// ChainA is as far from the goroutine as the order of the alphabet says.
func ChainA(f func()) { ChainB(f) }
