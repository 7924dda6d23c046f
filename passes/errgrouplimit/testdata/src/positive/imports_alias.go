package positive

import (
	"context"

	group "golang.org/x/sync/errgroup"
)

// AliasImport has another name for the package.
func AliasImport(ctx context.Context, items []item) error {
	g, ctx := group.WithContext(ctx)
	for _, x := range items {
		g.Go(func() error { return fetch(ctx, x.name) }) // want "no limit found"
	}
	return g.Wait()
}

// team is another name for the type.
type team = group.Group

// AliasType calls Go on it.
func AliasType(items []item) error {
	var t team
	for _, x := range items {
		t.Go(func() error { return work(x) }) // want "no limit found"
	}
	return t.Wait()
}
