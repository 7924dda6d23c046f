// Package antsv1 has work in the pools of the first version of panjf2000/ants,
// which refuses sizes that are not positive.
package antsv1

import "github.com/panjf2000/ants"

func fetch(string) {}

func defaultPool(ids []string) {
	for _, id := range ids {
		ants.Submit(func() { fetch(id) }) // want spawnloop:"^ants\.Submit per element of ids \(parameter\): no limit found before ants\.Submit"
	}
}

func limited(ids []string) error {
	p, err := ants.NewPool(8)
	if err != nil {
		return err
	}
	f, err := ants.NewPoolWithFunc(8, func(id interface{}) { fetch(id.(string)) })
	if err != nil {
		return err
	}
	for _, id := range ids {
		p.Submit(func() { fetch(id) })
		f.Invoke(id)
	}
	return nil
}

func dataSized(ids []string) error {
	p, err := ants.NewPool(len(ids))
	if err != nil {
		return err
	}
	for _, id := range ids {
		p.Submit(func() { fetch(id) }) // want errgrouplimit:"^p\.Submit per element of ids \(parameter\): .*len\(data\)"
	}
	return nil
}
