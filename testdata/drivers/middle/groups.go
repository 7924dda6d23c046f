package middle

import (
	"golang.org/x/sync/errgroup"

	"example.com/drivers/library"
)

func NewGroup() *errgroup.Group { return library.NewGroup() }

func NewLimited() *errgroup.Group { return library.NewLimited(8) }

func Limit(g *errgroup.Group) { library.Limit(g) }
