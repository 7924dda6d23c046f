package knowledge

import (
	"go/types"
	"testing"
)

// with returns a table with rows of its own beside those built in.
func with(t *testing.T, rows string) *Table {
	t.Helper()
	a := New()
	if err := a.Flags.Set("rows", rows); err != nil {
		t.Fatal(err)
	}
	result, err := a.Run(nil)
	if err != nil {
		t.Fatal(err)
	}
	return result.(*Table)
}

const errgroups = `package errgroup
	type Group struct{}
	func (*Group) Go(func() error) {}
	func (*Group) TryGo(func() error) bool { return true }
	func (*Group) Wait() error { return nil }
	type GroupOfMany struct{}
	func (*GroupOfMany) Go(func() error) {}
	type Alias = Group
	type Pointer *Group
	type Defined Group
	type outer struct{ Group }
	type Go interface{ Go(func() error) }
	var (
		value Group
		pointer *Group
		alias Alias
		named Pointer
		defined Defined
		twice **Group
		embedding outer
		many GroupOfMany
		abstract Go
		slice []Group
		number int
		err error
	)`

// TestLimitable: a value or pointer of a type with a row that says so.
func TestLimitable(t *testing.T) {
	pkg, _, _ := check(t, "example.com/m/vendor/golang.org/x/sync/errgroup", errgroups)
	for v, want := range map[string]bool{
		"value": true, "pointer": true, "alias": true, "named": true,
		"defined": false, "twice": false, "embedding": false, "many": false, "abstract": false,
		"slice": false, "number": false, "err": false,
	} {
		typ := pkg.Scope().Lookup(v).Type()
		if got := tab.Limitable(typ); got != want {
			t.Errorf("%s can have a limit: %v, want %v", v, got, want)
		}
		if tab.Semaphore(typ) {
			t.Errorf("%s is a semaphore", v)
		}
	}
	// Of a WaitGroup work is collected, without a limit.
	sync, _, _ := check(t, "sync", "package sync; type WaitGroup struct{}; func (*WaitGroup) Go(func()) {}; type Mutex struct{}; func (*Mutex) Lock() {}")
	for _, name := range []string{"WaitGroup", "Mutex"} {
		typ := sync.Scope().Lookup(name).Type()
		if tab.Limitable(typ) || tab.Semaphore(typ) {
			t.Errorf("%s can have a limit, or be acquired", name)
		}
	}
}

func TestSemaphore(t *testing.T) {
	pkg, _, _ := check(t, "golang.org/x/sync/semaphore", `package semaphore
		type Weighted struct{}
		func (*Weighted) Acquire(n int64) error { return nil }
		func (*Weighted) TryAcquire(n int64) bool { return true }
		type WeightedPool struct{}
		type Of[T any] struct{}
		func (*Of[T]) Acquire() {}
		var (
			value Weighted
			pointer *Weighted
			pool WeightedPool
			instance *Of[int]
		)`)
	table := with(t, "(*golang.org/x/sync/semaphore.Of[T]).Acquire=acquire")
	for v, want := range map[string]bool{"value": true, "pointer": true, "pool": false, "instance": false} {
		if got := tab.Semaphore(pkg.Scope().Lookup(v).Type()); got != want {
			t.Errorf("%s: %v, want %v", v, got, want)
		}
		// An added row leaves the others as they are.
		if got := table.Semaphore(pkg.Scope().Lookup(v).Type()); got != (want || v == "instance") {
			t.Errorf("%s, with a row for Of: %v", v, got)
		}
	}
}

func TestPrefetches(t *testing.T) {
	amqp, _, _ := check(t, "github.com/streadway/amqp", `package amqp
		type Channel struct{}
		func (*Channel) Consume() <-chan int { return nil }
		func (*Channel) Qos(n int) error { return nil }
		func Dial() {}`)
	nats, _, _ := check(t, "github.com/nats-io/nats.go", "package nats; type Conn struct{}; func (*Conn) Subscribe(string, func()) {}")
	own, _, _ := check(t, "example.com/amqp", "package amqp; type Channel struct{}; func (*Channel) Consume() <-chan int { return nil }")
	for _, tc := range []struct {
		fn   *types.Func
		want bool
	}{
		{find(amqp, "Channel.Consume"), true}, {find(amqp, "Channel.Qos"), true}, {find(amqp, "Dial"), true},
		{find(nats, "Conn.Subscribe"), false}, {find(own, "Channel.Consume"), false}, {nil, false},
		{types.Universe.Lookup("error").Type().Underlying().(*types.Interface).Method(0), false},
	} {
		if got := tab.Prefetches(tc.fn); got != tc.want {
			t.Errorf("%v: %v", tc.fn, got)
		}
	}
}

// TestAddedRows: a row of one's own takes the place of the one built in, and of no
// other.
func TestAddedRows(t *testing.T) {
	pkg, _, _ := check(t, "golang.org/x/sync/errgroup", errgroups)
	table := with(t, "(*golang.org/x/sync/errgroup.Group).Go=supervise,(*golang.org/x/sync/errgroup.GroupOfMany).Go=spawn closed")
	for name, want := range map[string]Func{
		"Group.Go":       {Role: Supervise},
		"Group.TryGo":    tab.Lookup(find(pkg, "Group.TryGo")),
		"Group.Wait":     tab.Lookup(find(pkg, "Group.Wait")),
		"GroupOfMany.Go": {Role: Spawn, Pool: Closed},
	} {
		if got := table.Lookup(find(pkg, name)); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if got := tab.Lookup(find(pkg, "Group.Go")); got.Role != Spawn || got.Pool != Open {
		t.Errorf("the built-in row is %v", got)
	}
	if !table.Limitable(pkg.Scope().Lookup("many").Type()) {
		t.Error("an added row makes no group")
	}
	// A row of no role takes the built-in one away.
	sync, _, _ := check(t, "sync", "package sync; type WaitGroup struct{}; func (*WaitGroup) Go(func()) {}; func (*WaitGroup) Wait() {}")
	without := with(t, "(*sync.WaitGroup).Go=none")
	if got := without.Lookup(find(sync, "WaitGroup.Go")); got != (Func{}) {
		t.Errorf("taken away, it is %v", got)
	}
	if got := without.Lookup(find(sync, "WaitGroup.Wait")); got.Role != Join {
		t.Errorf("its neighbour is %v", got)
	}
}

// TestZeroTable: no table, one without rows and the default answer alike.
func TestZeroTable(t *testing.T) {
	pkg, _, _ := check(t, "golang.org/x/sync/errgroup", errgroups)
	other, _, _ := check(t, "example.com/p", "package p; type T struct{}; func (T) Go() {}")
	for _, table := range []*Table{nil, {}, with(t, "")} {
		if table.Lookup(find(pkg, "Group.Go")).Role != Spawn || !table.Limitable(pkg.Scope().Lookup("value").Type()) {
			t.Errorf("%+v does not know the built-in rows", table)
		}
		if table.Lookup(find(other, "T.Go")).Role != None || table.Limitable(other.Scope().Lookup("T").Type()) {
			t.Errorf("%+v knows too much", table)
		}
	}
}

// TestAddedPrefetch: what an added row says of a broker holds for its library.
func TestAddedPrefetch(t *testing.T) {
	own, _, _ := check(t, "example.com/amqp", `package amqp
		type Channel struct{}
		func (*Channel) Consume() <-chan int { return nil }
		func (*Channel) Qos(n int) {}`)
	if fn := find(own, "Channel.Consume"); tab.Prefetches(fn) || !with(t, "(*example.com/amqp.Channel).Qos=prefetch").Prefetches(fn) {
		t.Error("an added row that limits what is handed out is not known, or known to all")
	}
	pkg, _, _ := check(t, "golang.org/x/sync/errgroup", errgroups)
	none := "(*golang.org/x/sync/errgroup.Group).Go=none,(*golang.org/x/sync/errgroup.Group).TryGo=none"
	if with(t, none).Limitable(pkg.Scope().Lookup("value").Type()) {
		t.Error("a group whose rows are taken away can have a limit")
	}
}
