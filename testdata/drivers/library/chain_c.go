package library

// ChainC is as far from the goroutine as the order of the alphabet says.
func ChainC(f func()) { ChainD(f) }
