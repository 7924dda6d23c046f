// Package declares says of some objects that what they hold is bounded.
package declares

//inflight:bounded one a shard
type Shards []string // want Shards:"bounded\\(one a shard\\)"

type Config struct {
	//inflight:bounded an operator wrote it
	Peers []string // want Peers:"bounded\\(an operator wrote it\\)"

	//inflight:bounded not for others
	hidden []string

	Other []string
}

//inflight:bounded three regions
var Regions []string // want Regions:"bounded\\(three regions\\)"

//inflight:bounded a page at a time
func Page(xs []string) { // want Page:"bounded\\(a page at a time\\)"
	//inflight:bounded inside a function
	var local []string
	_ = local
}
