package p

import "golang.org/x/sync/errgroup"

type node struct{ left, right *node }

func direct(n *node) {
	if n != nil {
		go direct(n.left) //= data: recursion
	}
}

func literal(n *node) {
	go func() { //= data: recursion
		literal(n.left)
	}()
}

func group(g *errgroup.Group, n *node) {
	g.Go(func() error { //= data: recursion
		group(g, n.left)
		return nil
	})
}

func ping(n *node) {
	go pong(n) //= data: recursion
}

func pong(n *node) { ping(n.left) }

func variable(n *node) {
	var walk func(n *node)
	walk = func(n *node) {
		go walk(n.left) //= data: recursion
	}
	walk(n)
}

func no(n *node) {
	go leaf(n)  //= no
	go func() { //= no
		leaf(n)
	}()
}

func leaf(*node) {}
