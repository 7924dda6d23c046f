package knowledge

import (
	"flag"
	"io"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestParseRow(t *testing.T) {
	for _, tc := range []struct {
		row, path, name string
		want            Func
	}{
		{"example.com/safe.Go=spawn", "example.com/safe", "Go", Func{Role: Spawn}},
		{" example.com/safe.Go = spawn:2 ", "example.com/safe", "Go", Func{Role: Spawn, Arg: 2}},
		{"(*example.com/pool.Pool).Submit=spawn:1 open", "example.com/pool", "Pool.Submit", Func{Role: Spawn, Arg: 1, Pool: Open}},
		{"(example.com/pool.Pool).Submit=try-spawn closed", "example.com/pool", "Pool.Submit", Func{Role: TrySpawn, Pool: Closed}},
		{"(*example.com/pool.Pool[T]).Submit=spawn", "example.com/pool", "Pool.Submit", Func{Role: Spawn}},
		{"(*example.com/pool.Pool[a.b/c.D]).Submit=spawn", "example.com/pool", "Pool.Submit", Func{Role: Spawn}},
		{"(gopkg.in/queue.v2.conn).Next=receive broker", "gopkg.in/queue.v2", "conn.Next", Func{Role: Receive, Broker: true}},
		{"gopkg.in/queue.v2.Dial=new-limited:-1", "gopkg.in/queue.v2", "Dial", Func{Role: NewLimited, Arg: -1}},
		{"queue.New=new-limited zero-lifts", "queue", "New", Func{Role: NewLimited, Lifts: LiftsZero}},
		{"queue.New=new-semaphore not-positive-lifts", "queue", "New", Func{Role: NewSemaphore, Lifts: LiftsNotPositive}},
		{"(*queue.Queue).SetLimit=limit negative-lifts", "queue", "Queue.SetLimit", Func{Role: Limit, Lifts: LiftsNegative}},
		{"time.AfterFunc=none", "time", "AfterFunc", Func{}},
	} {
		path, name, got, err := ParseRow(tc.row)
		if err != nil {
			t.Error(err)
		} else if path != tc.path || name != tc.name || got != tc.want {
			t.Errorf("%q is %s, %s: %v, want %v", tc.row, path, name, got, tc.want)
		}
	}
	for _, tc := range []struct{ row, problem string }{
		{"", "want name=role"},
		{"example.com/safe.Go", "want name=role"},
		{"=spawn", "want path.Name"},
		{"Go=spawn", "want path.Name"},
		{".Go=spawn", "want path.Name"},
		{"example.com/safe.=spawn", "want path.Name"},
		{"example.com/safe/.Go=spawn", "want path.Name"},
		{"example.com/safe.Pool/Go=spawn", "want path.Name"},
		{"example.com/my safe.Go=spawn", "want path.Name"},
		{"*example.com/safe.Pool).Go=spawn", "want path.Name"},
		{"(*example.com/safe.Pool.Go=spawn", "want path.Name"},
		{"(*example.com/safe.Pool)Go=spawn", "want path.Name"},
		{"(*example.com/safe.Pool).=spawn", "want path.Name"},
		{"(*example.com/safe.Pool).Go.To=spawn", "want path.Name"},
		{"(*example.com/safe.).Go=spawn", "want path.Name"},
		{"(*Pool).Go=spawn", "want path.Name"},
		{"a.B=", "no role after the name"},
		{"a.B= ", "no role after the name"},
		{"a.B=start-work", `unknown role "start-work"`},
		{"a.B=Spawn", `unknown role "Spawn"`},
		{"a.B=spawn:", `"" is not the number of an argument`},
		{"a.B=spawn:f", `"f" is not the number of an argument`},
		{"a.B=spawn:-1", `"-1" is not the number of an argument`},
		{"a.B=new-limited:-2", `"-2" is not the number of an argument`},
		{"a.B=spawn:100", `"100" is not the number of an argument`},
		{"a.B=spawn 1", `unknown word "1"`},
		{"a.B=spawn opened", `unknown word "opened"`},
		{"a.B=quiet open", `"open" says nothing of role "quiet"`},
		{"a.B=spawn broker", `"broker" says nothing of role "spawn"`},
		{"a.B=join zero-lifts", `"zero-lifts" says nothing of role "join"`},
	} {
		_, _, _, err := ParseRow(tc.row)
		if err == nil || !strings.Contains(err.Error(), tc.problem) {
			t.Errorf("%q: %v, want %s", tc.row, err, tc.problem)
		}
	}
}

// TestRoundTrip: each row that is built in can be written and read.
func TestRoundTrip(t *testing.T) {
	for _, row := range Rows() {
		text := fullName(row.Path, row.Name) + "=" + row.Func.String()
		path, name, got, err := ParseRow(text)
		if err != nil {
			t.Error(err)
			continue
		}
		got.Ref = row.Ref
		if path != row.Path || name != row.Name || got != row.Func {
			t.Errorf("%s: %s, %s: %v", text, path, name, got)
		}
	}
}

// TestRoleNames: each role has one name.
func TestRoleNames(t *testing.T) {
	for r := None; r <= Quiet; r++ {
		if name := r.String(); roleNames[name] != r || name == "?" {
			t.Errorf("role %d has the name %s", r, name)
		}
	}
	if len(roleNames) != int(Quiet)+1 {
		t.Errorf("%d names for %d roles", len(roleNames), Quiet+1)
	}
	if name := Role(200).String(); name != "?" {
		t.Errorf("no role has the name %s", name)
	}
}

func TestRowsFlag(t *testing.T) {
	a := New()
	set := func(text string) error { return a.Flags.Set("rows", text) }
	for _, text := range []string{
		"",
		"example.com/safe.Go=spawn, (*example.com/pool.Pool).Submit=spawn open,",
		"(*example.com/pool.Pool).Wait=join", // adds to what is there
		"example.com/safe.Go=spawn:1",        // the last one counts
		"sync.Go=quiet,(*sync.WaitGroup).Go=none",
	} {
		if err := set(text); err != nil {
			t.Error(err)
		}
	}
	want := "(*example.com/pool.Pool).Submit=spawn open,(*example.com/pool.Pool).Wait=join," +
		"(*sync.WaitGroup).Go=none,example.com/safe.Go=spawn:1,sync.Go=quiet"
	text := a.Flags.Lookup("rows").Value.String()
	if text != want {
		t.Errorf("the flag is %s, want %s", text, want)
	}
	if err := set("example.com/safe.Go=quiet,wrong"); err == nil {
		t.Error("no error for a wrong row")
	}

	again := New()
	if err := again.Flags.Set("rows", text); err != nil {
		t.Error(err)
	}
	if got := again.Flags.Lookup("rows").Value.String(); got != text {
		t.Errorf("read again, the flag is %s", got)
	}
	if got := New().Flags.Lookup("rows").Value.String(); got != "" {
		t.Errorf("another suite has the rows %s", got)
	}

	result, err := again.Run(&analysis.Pass{})
	if err != nil {
		t.Fatal(err)
	}
	table := result.(*Table)
	pkg, _, _ := check(t, "example.com/pool", `package pool
		type Pool struct{}
		func (*Pool) Submit(func()) {}
		type Other struct{}
		func (*Other) Submit(func()) {}`)
	if got := table.Lookup(find(pkg, "Pool.Submit")); got != (Func{Role: Spawn, Pool: Open}) {
		t.Errorf("Lookup finds %v", got)
	}
	if got := table.Lookup(find(pkg, "Other.Submit")); got.Role != None {
		t.Errorf("Lookup finds %v", got)
	}
	if !table.Limitable(pkg.Scope().Lookup("Pool").Type()) || table.Limitable(pkg.Scope().Lookup("Other").Type()) ||
		tab.Limitable(pkg.Scope().Lookup("Pool").Type()) {
		t.Error("of Pool and Other, not Pool alone can have a limit")
	}
	sync, _, _ := check(t, "sync", `package sync
		type WaitGroup struct{}
		func (*WaitGroup) Go(func()) {}
		func (*WaitGroup) Wait() {}
		func Go() {}`)
	for name, want := range map[string]Role{"WaitGroup.Go": None, "WaitGroup.Wait": Join, "Go": Quiet} {
		if got := table.Lookup(find(sync, name)); got.Role != want {
			t.Errorf("sync.%s: %v, want %v", name, got, want)
		}
	}
}

// TestUsage: package flag asks a value that it made itself for its default.
func TestUsage(t *testing.T) {
	var fs flag.FlagSet
	fs.SetOutput(io.Discard)
	fs.Var(New().Flags.Lookup("rows").Value, "rows", "")
	fs.PrintDefaults()
	if got := (*rowsFlag)(nil).String(); got != "" {
		t.Errorf("no flag is %s", got)
	}
}
