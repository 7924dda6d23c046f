package main

import (
	"example.com/drivers/library"
	"example.com/drivers/middle"
)

func groupsInFields(names []string, office *middle.Office) {
	runner := library.NewRunner()
	for _, name := range names {
		runner.Group.Go(func() error { work(name); return nil }) // row inventory bounded
	}
	crew := library.NewCrew(8)
	for _, name := range names {
		crew.Go(func() error { work(name); return nil }) // row inventory bounded
	}
	for _, name := range names {
		office.Go(func() error { work(name); return nil }) // row inventory bounded
	}
}
