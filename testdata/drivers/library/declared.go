package library

//inflight:bounded there are twelve
func Months() []string { return append([]string(nil), Regions...) }

// Cluster returns a bounded type.
func Cluster() Shards { return append(Shards(nil), Regions...) }

type Box[T any] struct {
	//inflight:bounded a person packs it
	Items []T
}

// Anonymous has a field that can be named only through it.
var Anonymous struct {
	//inflight:bounded a person writes them down
	Peers []string
}
