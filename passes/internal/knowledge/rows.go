package knowledge

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Analyzer gives the built-in table to the analyzers that require it.
var Analyzer = New()

// New returns an analyzer whose result is a *Table: the built-in rows and those
// that its flag adds.
func New() *analysis.Analyzer {
	t := &Table{}
	a := &analysis.Analyzer{
		Name:             "inflightrows",
		Doc:              "inflightrows: what library functions mean to the other checks\n\nIt reports nothing.",
		URL:              "https://github.com/inflight-go/inflight/blob/main/docs/libraries.md",
		RunDespiteErrors: true,
		ResultType:       reflect.TypeFor[*Table](),
		Run:              func(*analysis.Pass) (any, error) { return t, nil },
	}
	a.Flags.Var((*rowsFlag)(t), "rows", "what functions of your own do: `name=role`, separated by commas (see docs/libraries.md)")
	return a
}

// rowsFlag adds rows to a table. Each use of the flag adds to those before it.
type rowsFlag Table

func (f *rowsFlag) String() string {
	if f == nil {
		return ""
	}
	var rows []string
	for path, names := range f.added {
		for name, row := range names {
			rows = append(rows, fullName(path, name)+"="+row.String())
		}
	}
	slices.Sort(rows)
	return strings.Join(rows, ",")
}

func (f *rowsFlag) Set(s string) error {
	for _, item := range strings.Split(s, ",") {
		if strings.TrimSpace(item) == "" {
			continue
		}
		path, name, row, err := ParseRow(item)
		if err != nil {
			return err
		}
		if f.added == nil {
			f.added = map[string]map[string]Func{}
		}
		if f.added[path] == nil {
			f.added[path] = map[string]Func{}
		}
		f.added[path][name] = row
	}
	return nil
}

// roleNames are the roles that a row can be given by name, as people write them.
var roleNames = map[string]Role{
	"none": None, "spawn": Spawn, "try-spawn": TrySpawn, "start": Start, "supervise": Supervise, "fixed": Fixed,
	"limit": Limit, "same": Same, "join": Join, "acquire": Acquire, "try-acquire": TryAcquire, "release": Release,
	"rate": Rate, "lock": Lock, "try-lock": TryLock, "unlock": Unlock, "notify": Notify, "signal": Signal,
	"once": Once, "retry": Retry, "iterate": Iterate, "handle": Handle, "receive": Receive, "serve": Serve, "deliver": Deliver, "ack": Ack, "prefetch": Prefetch,
	"elements": Elements, "chunks": Chunks, "listing": Listing, "arguments": Arguments, "processors": Processors,
	"new-group": NewGroup, "new-limited": NewLimited, "new-semaphore": NewSemaphore, "new-listener": NewListener,
	"no-return": NoReturn, "quiet": Quiet,
}

func (r Role) String() string {
	for name, role := range roleNames {
		if role == r {
			return name
		}
	}
	return "?"
}

// A word says more about a row.
type word struct {
	word  string
	set   func(*Func)
	is    func(Func) bool
	roles []Role // those that it has a meaning for
}

var words = []word{
	{"open", func(f *Func) { f.Pool = Open }, func(f Func) bool { return f.Pool == Open }, spawning},
	{"closed", func(f *Func) { f.Pool = Closed }, func(f Func) bool { return f.Pool == Closed }, spawning},
	{"keyed", func(f *Func) { f.Keyed = true }, func(f Func) bool { return f.Keyed }, spawning},
	{"broker", func(f *Func) { f.Broker = true }, func(f Func) bool { return f.Broker }, receiving},
	{"negative-lifts", func(f *Func) { f.Lifts = LiftsNegative }, func(f Func) bool { return f.Lifts == LiftsNegative }, limiting},
	{"zero-lifts", func(f *Func) { f.Lifts = LiftsZero }, func(f Func) bool { return f.Lifts == LiftsZero }, limiting},
	{"not-positive-lifts", func(f *Func) { f.Lifts = LiftsNotPositive }, func(f Func) bool { return f.Lifts == LiftsNotPositive }, limiting},
}

var (
	spawning  = []Role{Spawn, TrySpawn}
	receiving = []Role{Handle, Receive, Deliver}
	limiting  = []Role{Limit, NewLimited, NewSemaphore, NewListener}
)

// words writes a row as people do.
func (f Func) String() string {
	text := f.Role.String()
	if f.Arg != 0 {
		text += ":" + strconv.Itoa(f.Arg)
	}
	for _, w := range words {
		if w.is(f) {
			text += " " + w.word
		}
	}
	return text
}

// misfit is a word of f that its role has no meaning for, "" if there is none.
func (f Func) misfit() string {
	for _, w := range words {
		if w.is(f) && !slices.Contains(w.roles, f.Role) {
			return w.word
		}
	}
	return ""
}

// ParseRow reads a row as people write it: the full name of a function as Go
// prints it, and what it does.
//
//	example.com/safe.Go=spawn
//	(*example.com/pool.Pool).Submit=spawn:1 open
func ParseRow(s string) (path, name string, row Func, err error) {
	full, role, ok := strings.Cut(strings.TrimSpace(s), "=")
	if !ok {
		return "", "", row, fmt.Errorf("row %q: want name=role", s)
	}
	if path, name, err = splitName(strings.TrimSpace(full)); err != nil {
		return "", "", row, fmt.Errorf("row %q: %w", s, err)
	}
	said := strings.Fields(role)
	if len(said) == 0 {
		return "", "", row, fmt.Errorf("row %q: no role after the name", s)
	}
	roleName, arg, hasArg := strings.Cut(said[0], ":")
	if row.Role, ok = roleNames[roleName]; !ok {
		return "", "", row, fmt.Errorf("row %q: unknown role %q", s, roleName)
	}
	if hasArg {
		lowest := 0
		if row.Role == NewLimited {
			lowest = -1 // the library chooses the limit
		}
		if row.Arg, err = strconv.Atoi(arg); err != nil || row.Arg < lowest || row.Arg > 99 {
			return "", "", row, fmt.Errorf("row %q: %q is not the number of an argument", s, arg)
		}
	}
	for _, text := range said[1:] {
		i := slices.IndexFunc(words, func(w word) bool { return w.word == text })
		if i < 0 {
			return "", "", row, fmt.Errorf("row %q: unknown word %q", s, text)
		}
		words[i].set(&row)
	}
	if text := row.misfit(); text != "" {
		return "", "", row, fmt.Errorf("row %q: %q says nothing of role %q", s, text, roleName)
	}
	return path, name, row, nil
}

// splitName takes the full name of a function apart: path.Name, (path.Type).Name
// or (*path.Type).Name. The name of a generic type may have its parameters.
func splitName(full string) (path, name string, err error) {
	wrong := errors.New("want path.Name or (*path.Type).Name")
	typ := ""
	if rest, ok := strings.CutPrefix(full, "("); ok {
		recv, method, ok := strings.Cut(rest, ").")
		if !ok {
			return "", "", wrong
		}
		recv, _, _ = strings.Cut(strings.TrimPrefix(recv, "*"), "[")
		i := strings.LastIndexByte(recv, '.')
		if i <= 0 {
			return "", "", wrong
		}
		path, typ, full = recv[:i], recv[i+1:]+".", method
	} else {
		i := strings.LastIndexByte(full, '.')
		if i <= 0 {
			return "", "", wrong
		}
		path, full = full[:i], full[i+1:]
	}
	if full == "" || strings.ContainsAny(full, "./ ") || strings.HasSuffix(path, "/") || strings.ContainsAny(path, " ()") || typ == "." {
		return "", "", wrong
	}
	return path, typ + full, nil
}

// fullName is the inverse of splitName.
func fullName(path, name string) string {
	if typ, method, ok := strings.Cut(name, "."); ok {
		return "(*" + path + "." + typ + ")." + method
	}
	return path + "." + name
}

// A Row is one row with the name of its function, for lists.
type Row struct {
	Path, Name string
	Func
}

// Rows lists the built-in table by path and name.
func Rows() []Row {
	var out []Row
	for path, names := range table {
		for name, row := range names {
			out = append(out, Row{path, name, row})
		}
	}
	slices.SortFunc(out, func(a, b Row) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// Types lists the types of requests and messages.
func Types() []Served { return slices.Clone(served) }
