package middle

import "example.com/drivers/library"

func Processors() int { return library.Workers() }

func Names() []string { return library.Names() }
