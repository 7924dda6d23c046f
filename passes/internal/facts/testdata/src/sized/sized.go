// Package sized has values whose size the data does not change.
package sized

import "runtime"

var Regions = []string{"eu", "us"} // want Regions:"of constant size"

var ByName = map[string]int{"a": 1} // want ByName:"of constant size"

var Filled = map[string]int{"a": 1}

var Grown = []string{"a"}

var (
	Assigned = []int{1}
	Pointed  = []int{1}
	Element  = []int{1}          // want Element:"of constant size"
	Removed  = map[int]int{1: 1} // want Removed:"of constant size"
	Nested   = map[string]map[string]int{}
	Empty    []int
	Made     = make([]int, 3)
	Two, Ten = []int{1}, []int{2} // want Two:"of constant size" Ten:"of constant size"
)

func changes() {
	Assigned = nil
	_ = &Pointed
	Element[0] = 2
	Nested["a"]["b"] = 1
	delete(Removed, 1)
}

var own = []string{"a", "b"}

func init() {
	Filled["b"] = 2
	Grown = append(Grown, "b")
}

func Workers() int { // want Workers:"as large as the processors"
	return 2 * runtime.NumCPU()
}

func Few() int { return 4 } // want Few:"of constant size"

func Most() int { // want Most:"as large as the processors"
	if n := runtime.NumCPU(); n < 3 {
		return 3
	}
	return Workers()
}

func AtMost(n int) int { return min(n, 8) }

func Zones() []string { // want Zones:"of constant size"
	return []string{"a", "b"}
}

func Own() []string { return own } // want Own:"of constant size"

func Given(xs []string) []string { return xs }

func Size(xs []string) int { return len(xs) }

type T struct{ n int }

func (t T) N() int { return t.n }
