package negative

import (
	"slices"
	"strings"
)

const copies = 3

var regions = []string{"eu", "us", "ap"}

var kinds = map[string]int{"a": 1, "b": 2}

// ConstantCount is bounded by the source text.
func ConstantCount(do func(int)) {
	for i := 0; i < copies; i++ {
		go do(i)
	}
}

// ConstantRange says so with a range.
func ConstantRange(do func(int)) {
	for i := range 10 {
		go do(i)
	}
}

// ConstantNested multiplies two constants.
func ConstantNested(do func(int, int)) {
	for i := range copies {
		for j := range most {
			go do(i, j)
		}
	}
}

// RetryAttempts spawns once per attempt.
func RetryAttempts(x item) {
	for attempt := 1; attempt <= 5; attempt++ {
		go work(x)
	}
}

// Array ranges over an array.
func Array(items [4]item) {
	for _, x := range items {
		go work(x)
	}
}

// ArrayPointer ranges over an array behind a pointer, and over a slice of it.
func ArrayPointer(items *[4]item) {
	for i := range items {
		go work(items[i])
	}
	for _, x := range items[:] {
		go work(x)
	}
}

// LiteralSlice is written out in the header.
func LiteralSlice() {
	for _, name := range []string{"a", "b"} {
		go fetch(name)
	}
}

// LiteralVariable is written out in a variable.
func LiteralVariable() {
	names := []string{"a", "b"}
	for _, name := range names {
		go fetch(name)
	}
}

// LiteralAppended grows by a constant number of elements.
func LiteralAppended(verbose bool) {
	names := []string{"a", "b"}
	if verbose {
		names = append(names, "c")
	}
	for _, name := range names {
		go fetch(name)
	}
}

// LiteralMap is written out too.
func LiteralMap() {
	for name, id := range map[string]int{"a": 1, "b": 2} {
		go work(item{id: id, name: name})
	}
}

// PackageVariable ranges over a package variable that nothing assigns again.
func PackageVariable() {
	for _, region := range regions {
		go fetch(region)
	}
	for kind := range kinds {
		go fetch(kind)
	}
}

// LiteralLen counts to the length of something written out.
func LiteralLen() {
	for i := 0; i < len(regions); i++ {
		go fetch(regions[i])
	}
}

// LiteralIterator ranges over something written out through an iterator.
func LiteralIterator() {
	for region := range slices.Values(regions) {
		go fetch(region)
	}
}

// ConstantString ranges over a constant string.
func ConstantString() {
	for _, r := range "abc" {
		go fetch(string(r))
	}
}

// SplitConstant splits a constant.
func SplitConstant() {
	for _, name := range strings.Split("a,b,c", ",") {
		go fetch(name)
	}
}

// MadeConstant ranges over a slice that was made with a constant length.
func MadeConstant() {
	items := make([]item, most)
	for i := range items {
		go work(items[i])
	}
}

func defaults() map[string]int { return map[string]int{"a": 1, "b": 2} }

// LiteralFromHelper ranges over a literal that a function of this package returns.
func LiteralFromHelper() {
	for name := range defaults() {
		go fetch(name)
	}
}
