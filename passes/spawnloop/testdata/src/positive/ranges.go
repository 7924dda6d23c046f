package positive

import "sync"

// RangeSliceParam spawns once per element of a parameter.
func RangeSliceParam(items []item) {
	for _, x := range items {
		go work(x) // want "no limit found"
	}
}

// RangeSliceIndex uses the index only.
func RangeSliceIndex(items []item) {
	for i := range items {
		go func() { // want "no limit found"
			work(items[i])
		}()
	}
}

// RangePointerField ranges over a field of a parameter.
func RangePointerField(n *node) {
	for _, c := range n.children {
		go RangePointerField(c) // want "no limit found"
	}
}

// RangeMap spawns once per entry.
func RangeMap(byName map[string]item) {
	for name, x := range byName {
		go func() { // want "no limit found"
			x.name = name
			work(x)
		}()
	}
}

// RangeString spawns once per rune.
func RangeString(s string) {
	for _, r := range s {
		go fetch(string(r)) // want "no limit found"
	}
}

// RangeChannel spawns once per message.
func RangeChannel(in <-chan item) {
	for x := range in {
		go work(x) // want "no limit found"
	}
}

// RangeCallResult ranges over what a fallible call returned.
func (s *service) RangeCallResult() error {
	items, err := s.list()
	if err != nil {
		return err
	}
	for _, x := range items {
		go s.work(x) // want "no limit found"
	}
	return nil
}

// RangeBuiltSlice ranges over a slice that an earlier loop collected.
func RangeBuiltSlice(items []item) {
	var names []string
	for _, x := range items {
		if x.id > 0 {
			names = append(names, x.name)
		}
	}
	for _, name := range names {
		go fetch(name) // want "no limit found"
	}
}

// RangeLen counts to a length.
func RangeLen(items []item) {
	for i := range len(items) {
		go work(items[i]) // want "no limit found"
	}
}

// ForLen counts to a length the old way.
func ForLen(items []item) {
	for i := 0; i < len(items); i++ {
		go work(items[i]) // want "no limit found"
	}
}

// ForLenVariable counts to a length kept in a variable.
func ForLenVariable(items []item) {
	n := len(items)
	for i := 0; i < n; i++ {
		go work(items[i]) // want "no limit found"
	}
}

// ForLenDown counts down from a length.
func ForLenDown(items []item) {
	for i := len(items) - 1; i >= 0; i-- {
		go work(items[i]) // want "no limit found"
	}
}

// WorkersPerItem looks like a worker pool whose number is a length.
func WorkersPerItem(items []item) {
	jobs := make(chan item)
	var wg sync.WaitGroup
	workers := len(items)
	for i := 0; i < workers; i++ {
		wg.Add(1)
		go func() { // want "no limit found"
			defer wg.Done()
			work(<-jobs)
		}()
	}
	for _, x := range items {
		jobs <- x
	}
	wg.Wait()
}

// NestedRanges multiplies two data sizes; the inner loop is reported.
func NestedRanges(items []item) {
	for _, x := range items {
		for _, tag := range x.tags {
			go fetch(tag) // want "no limit found"
		}
	}
}

// ConstantInsideData is three per element: the outer loop makes it grow.
func ConstantInsideData(items []item) {
	for _, x := range items {
		for range 3 {
			go work(x) // want "no limit found"
		}
	}
}

// DataInsideConstant is a data loop run three times.
func DataInsideConstant(items []item) {
	for range 3 {
		for _, x := range items {
			go work(x) // want "no limit found"
		}
	}
}

// BothLoopsSpawn has a spawn of its own in each of two nested loops.
func BothLoopsSpawn(items []item) {
	for _, x := range items {
		go work(x) // want "no limit found"
		for _, tag := range x.tags {
			go fetch(tag) // want "no limit found"
		}
	}
}

// reachedWithData is unexported, and one of its callers passes data.
func reachedWithData(items []item) {
	for _, x := range items {
		go work(x) // want "no limit found"
	}
}

// CallReachedWithData calls it once with a literal and once with data.
func CallReachedWithData(items []item) {
	reachedWithData([]item{{name: "only"}})
	reachedWithData(items)
}

// TruncatedInOneBranch cuts the slice on one path only.
func TruncatedInOneBranch(items []item, few bool) {
	if few {
		items = items[:min(len(items), 8)]
	}
	for _, x := range items {
		go work(x) // want "no limit found"
	}
}
