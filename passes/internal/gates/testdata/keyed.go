package p

func work(...any) {}

func f(xs []string, other map[string]bool) {
	seen := map[string]bool{}
	for _, x := range xs {
		if seen[x] {
			continue
		}
		seen[x] = true
		go work(x) //= keyed
	}
	for _, x := range xs {
		if _, ok := seen[x]; !ok {
			seen[x] = true
			go work(x) //= keyed
		}
	}
	ptrs := map[string]*int{}
	for _, x := range xs {
		if ptrs[x] == nil {
			ptrs[x] = new(int)
			go work(x) //= keyed
		}
	}
	for _, x := range xs {
		if seen[x] {
			go work(x) //= no
		}
	}
	for _, x := range xs {
		if !other[x] {
			go work(x) //= no
		}
	}
	for _, x := range xs {
		if !other[x] {
			seen[x] = true
			go work(x) //= no
		}
	}
}
