package library

// ChainB is as far from the goroutine as the order of the alphabet says.
func ChainB(f func()) { ChainC(f) }
