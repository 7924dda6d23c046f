module github.com/neilotoole/errgroup

go 1.25
