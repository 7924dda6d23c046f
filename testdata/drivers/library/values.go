package library

import "runtime"

func Workers() int { return runtime.NumCPU() }

// Zones are written out here, and nothing else is ever in them.
var Zones = []string{"north", "south"}

// Found is filled by whoever likes to.
var Found = []string{}

func Add(name string) { Found = append(Found, name) }

func Names() []string { return []string{"one", "two"} }
