// Package hosts asks the machines of a cluster how they are.
package hosts

import (
	"net"
	"sync"
	"time"
)

// Cluster is the list of machines, which its owner writes by hand.
type Cluster struct {
	//inflight:bounded a person adds each machine, there are never more than 30
	Hosts []string
}

// Reachable returns the hosts that accept a connection.
func (c *Cluster) Reachable() []string {
	var (
		wg sync.WaitGroup
		mu sync.Mutex
		up []string
	)
	for _, host := range c.Hosts {
		wg.Go(func() {
			conn, err := net.DialTimeout("tcp", host, time.Second)
			if err != nil {
				return
			}
			conn.Close()
			mu.Lock()
			defer mu.Unlock()
			up = append(up, host)
		})
	}
	wg.Wait()
	return up
}
