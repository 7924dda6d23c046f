package library

//inflight:bounded one for each place we have an office in
var Regions []string

//inflight:bounded a cluster has no more
type Shards []string

type Config struct {
	//inflight:bounded a person writes them down
	Peers []string

	// Users are as many as there are.
	Users []string

	Shards Shards
}
