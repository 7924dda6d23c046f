// Package usesbounds ranges over what another package says is bounded.
package usesbounds

import "bounds"

func visit(string) {}

// Nodes ranges over a field that is bounded by a directive where it is declared.
func Nodes(c *bounds.Cluster) {
	for _, n := range c.Nodes {
		go visit(n)
	}
}

// Regions ranges over a type that is bounded.
func Regions(all bounds.Regions) {
	for _, r := range all {
		go visit(r)
	}
}

// Clients ranges over a field that is not.
func Clients(c *bounds.Cluster) {
	for _, n := range c.Clients {
		go visit(n) // want "no limit found"
	}
}
