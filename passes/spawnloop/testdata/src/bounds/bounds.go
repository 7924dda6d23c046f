// Package bounds says of things that other packages use that they are bounded.
package bounds

// Cluster is what there is to visit.
type Cluster struct {
	//inflight:bounded a cluster has at most nine nodes
	Nodes []string

	Clients []string
}

// Regions is a list.
//
//inflight:bounded there are six regions
type Regions []string
