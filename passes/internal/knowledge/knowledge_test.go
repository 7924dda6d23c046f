package knowledge

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var tab *Table // knows the built-in rows

// TestRows: every row names something that exists in the standard library, and
// speaks of an argument that it has. Rows of other modules are held to the form
// here, and to the modules by the tests in testdata/libraries.
func TestRows(t *testing.T) {
	std := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	pkgs := map[string]*types.Package{}
	for _, row := range Rows() {
		name := fullName(row.Path, row.Name)
		if !rowName.MatchString(row.Name) {
			t.Errorf("%s: %q is neither Name nor Type.Name", row.Path, row.Name)
		}
		checkRef(t, row.Path, row.Ref)
		if row.Role == None {
			t.Errorf("%s: no role", name)
		}
		if word := row.misfit(); word != "" {
			t.Errorf("%s: %s says nothing of role %s", name, word, row.Role)
		}
		if !isStd(row.Path) {
			continue
		}
		pkg := pkgs[row.Path]
		if pkg == nil {
			var err error
			if pkg, err = std.Import(row.Path); err != nil {
				t.Fatal(err)
			}
			pkgs[row.Path] = pkg
		}
		if err := row.Check(pkg); err != nil {
			t.Error(err)
		} else if got := tab.Lookup(find(pkg, row.Name)); got != row.Func {
			t.Errorf("%s: Lookup finds %v", name, got)
		}
	}
	for _, s := range Types() {
		checkRef(t, s.Path, s.Ref)
	}
}

var rowName = regexp.MustCompile(`^(\w+\.)?[A-Z]\w*$`)

// checkRef: what is internal to a library is documented where the library gives it
// a name.
func checkRef(t *testing.T, path, ref string) {
	t.Helper()
	base, anchor, _ := strings.Cut(ref, "#")
	library, _, internal := strings.Cut(path, "/internal/")
	if base != "https://pkg.go.dev/"+path && !(internal && strings.HasPrefix(base, "https://pkg.go.dev/"+library+"/")) || anchor == "" {
		t.Errorf("%s: reference %s", path, ref)
	}
}

// TestThemes: no package has rows in two lists, of which one would be lost.
func TestThemes(t *testing.T) {
	seen := map[string]bool{}
	for _, theme := range themes {
		for path := range theme {
			if seen[path] {
				t.Errorf("%s has rows in two lists", path)
			}
			seen[path] = true
		}
	}
}

func isStd(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func find(pkg *types.Package, name string) *types.Func {
	typ, method, isMethod := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(typ)
	if isMethod {
		obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, method)
	}
	return obj.(*types.Func)
}

// TestFits: what a role asks of a signature.
func TestFits(t *testing.T) {
	pkg, _, _ := check(t, "example.com/p", `package p
		type T struct{ hidden }
		type G[A any] struct{}
		type I interface{ Do(func()) }
		type hidden struct{}
		func (hidden) Promoted() {}
		func (T) Go(func()) {}
		func (T) Try(func()) bool { return true }
		func (T) Many(...func()) {}
		func (T) Each(n int, fs []func()) {}
		func (G[A]) Invoke(A) error { return nil }
		func (T) Any(any) {}
		func (T) Run(I) {}
		func (T) Limit(int) *T { return nil }
		func (T) Wait() {}
		func (T) Say() bool { return true }
		func (T) Feed() (chan<- int, error) { return nil, nil }
		func (T) Messages() (<-chan int, error) { return nil, nil }
		func (T) All() func(func(int) bool) { return nil }
		func New(int) *T { return nil }
		func NewFull() *T { return nil }
		func Keys(map[string]int) []string { return nil }
		func Nothing(s string) {}
		var Value int`)
	for _, tc := range []struct {
		row, problem string
	}{
		{"T.Go spawn", ""}, {"T.Go spawn:1", "the argument is no work"}, {"T.Go spawn:-1", "the argument is no work"},
		{"T.Many spawn", ""}, {"T.Each spawn:1", "the argument is no work"}, {"G.Invoke spawn", ""}, {"T.Any spawn", ""},
		{"T.Run spawn", "the argument is no work"}, {"T.Limit spawn", "the argument is no work"}, {"I.Do spawn", ""},
		{"T.Try try-spawn", ""}, {"T.Go try-spawn", "it does not say whether it worked"},
		{"T.Go iterate", ""}, {"T.Any iterate", "the argument is no function"},
		{"T.Go retry", ""}, {"T.Go handle", ""}, {"T.Go fixed", ""}, {"T.Go once", ""},
		{"T.Run supervise", ""}, {"T.Go supervise", ""}, {"T.Limit supervise", "the argument is nothing that runs"},
		{"T.Limit limit", ""}, {"T.Go limit", "the argument is no number"}, {"New limit", "it is no method"},
		{"New new-limited", ""}, {"NewFull new-limited:-1", ""}, {"NewFull new-limited", "the argument is no number"},
		{"New new-semaphore", ""}, {"NewFull new-semaphore:-1", "the argument is no number"}, {"New new-listener", ""},
		{"NewFull new-group", ""}, {"T.Wait new-group", "it returns nothing"},
		{"T.Limit same", ""}, {"T.Wait same", "it returns nothing"}, {"New same", "it is no method"},
		{"T.Messages deliver", ""}, {"T.All deliver", ""}, {"T.Feed deliver", "it returns nothing to receive from"},
		{"T.Messages receive", ""}, {"T.Wait receive", "it returns nothing"},
		{"T.Wait join", ""}, {"NewFull join", "it is no method"}, {"T.Wait acquire", ""}, {"T.Wait release", ""},
		{"T.Say try-acquire", ""}, {"T.Wait try-acquire", "it does not say whether it worked"},
		{"T.Say try-lock", ""}, {"T.Wait try-lock", "it does not say whether it worked"},
		{"Keys elements", ""}, {"New elements", "the argument holds no elements"}, {"Nothing elements", "it returns nothing"},
		{"Keys arguments", ""}, {"NewFull arguments", "it returns no arguments"},
		{"NewFull listing", ""}, {"Nothing listing", "it returns nothing"},
		{"Keys processors", "it returns no number"},
		{"T.Wait ack", ""}, {"NewFull ack", "it is no method"},
		{"T.Limit prefetch", ""}, {"T.Wait prefetch", "the argument is no number"},
		{"Nothing quiet", ""}, {"Nothing no-return", ""}, {"Nothing rate", ""},
		{"T.Promoted join", "is (*example.com/p.hidden).Promoted"},
		{"Missing quiet", "does not exist"}, {"T.Missing quiet", "does not exist"}, {"Value quiet", "does not exist"},
	} {
		name, role, _ := strings.Cut(tc.row, " ")
		row := Func{}
		roleName, arg, _ := strings.Cut(role, ":")
		row.Role = roleNames[roleName]
		row.Arg, _ = strconv.Atoi(arg)
		err := Row{"example.com/p", name, row}.Check(pkg)
		switch {
		case tc.problem == "" && err != nil:
			t.Errorf("%s: %v", tc.row, err)
		case tc.problem != "" && (err == nil || !strings.HasSuffix(err.Error(), tc.problem)):
			t.Errorf("%s: %v, want %s", tc.row, err, tc.problem)
		}
	}
}

// TestLookup: instances, methods through pointers and embedding, and copies of a
// package in a vendor folder have the row of the original.
func TestLookup(t *testing.T) {
	for _, tc := range []struct {
		path, src string
		want      []Role // of the calls of f, in order
	}{
		{"sync", `type WaitGroup struct{}
			func (*WaitGroup) Go(func()) {}
			func (*WaitGroup) Other() {}
			type alias = WaitGroup
			type outer struct{ *WaitGroup }
			type defined WaitGroup
			func (defined) Go(func()) {}
			func Go(func()) {}
			func f(p *WaitGroup, v WaitGroup, a alias, o outer, d defined) {
				p.Go(nil); v.Go(nil); a.Go(nil); o.Go(nil); (*WaitGroup).Go(p, nil)
				p.Other(); d.Go(nil); Go(nil)
			}`, []Role{Spawn, Spawn, Spawn, Spawn, Spawn, None, None, None}},
		{"slices", `func Clone[S ~[]E, E any](s S) S { return s }
			func f(xs []int) { Clone(xs); Clone[[]string](nil) }`, []Role{Elements, Elements}},
		{"example.com/m/vendor/golang.org/x/sync/errgroup", `type Group struct{}
			func (*Group) Go(func() error) {}
			func f(g *Group) { g.Go(nil) }`, []Role{Spawn}},
		{"vendor/golang.org/x/sync/errgroup", `type Group struct{}
			func (*Group) TryGo(func() error) {}
			func f(g *Group) { g.TryGo(nil) }`, []Role{TrySpawn}},
		{"example.com/sync", `type WaitGroup struct{}
			func (*WaitGroup) Go(func()) {}
			func f(g *WaitGroup) { g.Go(nil) }`, []Role{None}},
		{"sync", `type WaitGroup[T any] struct{}
			func (*WaitGroup[T]) Go(func()) {}
			func f(g *WaitGroup[int], i interface{ Go(func()) }) { g.Go(nil); i.Go(nil) }`, []Role{Spawn, None}},
	} {
		_, info, file := check(t, tc.path, "package p\n"+tc.src)
		var got []Role
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fun := call.Fun
			if index, ok := fun.(*ast.IndexExpr); ok {
				fun = index.X
			}
			switch fun := fun.(type) {
			case *ast.Ident:
				got = append(got, tab.Lookup(info.Uses[fun].(*types.Func)).Role)
			case *ast.SelectorExpr:
				got = append(got, tab.Lookup(info.Uses[fun.Sel].(*types.Func)).Role)
			}
			return true
		})
		if len(got) != len(tc.want) {
			t.Errorf("%s: roles %v, want %v", tc.path, got, tc.want)
			continue
		}
		for i := range got {
			if got[i] != tc.want[i] {
				t.Errorf("%s, call %d: role %d, want %d", tc.path, i, got[i], tc.want[i])
			}
		}
	}
	if tab.Lookup(nil).Role != None {
		t.Error("no function has a role")
	}
	if e := types.Universe.Lookup("error").Type().Underlying().(*types.Interface); tab.Lookup(e.Method(0)).Role != None {
		t.Error("a method of the universe has a role")
	}
}

func TestIsNamed(t *testing.T) {
	pkg, _, _ := check(t, "example.com/m/vendor/net/http", `package http
		type ResponseWriter interface{ Write() }
		type Request struct{}
		type Alias = ResponseWriter
		type Pointer *Request
		type Generic[T any] struct{}
		var (
			writer ResponseWriter
			alias Alias
			request *Request
			value Request
			twice **Request
			named Pointer
			slice []Request
			instance Generic[int]
			lit interface{ Write() }
			err error
		)`)
	for _, tc := range []struct {
		v, name string
		want    bool
	}{
		{"writer", "ResponseWriter", true}, {"alias", "ResponseWriter", true},
		{"request", "Request", true}, {"value", "Request", true}, {"named", "Request", true},
		{"twice", "Request", false}, {"slice", "Request", false}, {"instance", "Generic", true},
		{"lit", "ResponseWriter", false}, {"request", "ResponseWriter", false}, {"err", "error", false},
	} {
		typ := pkg.Scope().Lookup(tc.v).Type()
		if got := IsNamed(typ, "net/http", tc.name); got != tc.want {
			t.Errorf("%s is %s: %v", tc.v, tc.name, got)
		}
	}
}

func TestServedType(t *testing.T) {
	pkg, _, _ := check(t, "example.com/m/vendor/net/http", `package http
		type ResponseWriter struct{}
		type Own = ResponseWriter
		type Pointer *ResponseWriter
		type Defined ResponseWriter
		type loop *loop
		var (
			value ResponseWriter
			pointer *ResponseWriter
			alias *Own
			named Pointer
			twice **ResponseWriter
			defined Defined
			endless loop
			slice []ResponseWriter
			other error
		)`)
	for v, want := range map[string]bool{
		"value": true, "pointer": true, "alias": true, "named": true,
		"twice": false, "defined": false, "endless": false, "slice": false, "other": false,
	} {
		if s, got := ServedType(pkg.Scope().Lookup(v).Type()); got != want {
			t.Errorf("%s is a request: %v, want %v", v, s, want)
		}
	}
}

// TestCheckEmbedded: a method that is found through an embedded type stands with
// that type.
func TestCheckEmbedded(t *testing.T) {
	pkg, _, _ := check(t, "example.com/p", `package p
		type Client struct{ commands }
		type commands struct{}
		func (commands) Read() int { return 0 }
		func (Client) Close() {}`)
	for _, tc := range []struct{ name, anchor, problem string }{
		{"commands.Read", "Client.Read", ""},
		{"Client.Read", "Client.Read", "(*example.com/p.Client).Read is (*example.com/p.commands).Read"},
		{"commands.Close", "Client.Close", "(*example.com/p.commands).Close is (*example.com/p.Client).Close"},
	} {
		err := Row{"example.com/p", tc.name, Func{Role: Receive, Ref: "https://pkg.go.dev/example.com/p#" + tc.anchor}}.Check(pkg)
		switch {
		case tc.problem == "" && err != nil, tc.problem != "" && (err == nil || err.Error() != tc.problem):
			t.Errorf("%s: %v, want %s", tc.name, err, tc.problem)
		}
	}
}

func TestPackagePath(t *testing.T) {
	for path, want := range map[string]string{
		"sync":                    "sync",
		"vendor/a.b/c":            "a.b/c",
		"m/vendor/a.b/c":          "a.b/c",
		"m/vendor/n/vendor/a.b/c": "a.b/c",
		"m/vendored/c":            "m/vendored/c",
		"m/vendor":                "m/vendor",
	} {
		if got := PackagePath(types.NewPackage(path, "p")); got != want {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
}

func check(t *testing.T, path, src string) (*types.Package, *types.Info, *ast.File) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	pkg, err := (&types.Config{}).Check(path, fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, info, file
}
