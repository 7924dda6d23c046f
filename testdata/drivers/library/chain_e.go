package library

func ChainE(f func()) { go f() }
