package knowledge

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"strings"
	"testing"
)

var tab *Table // knows the built-in rows

// TestRows: every row names something that exists in the standard library, and
// speaks of an argument that it has. Rows of other modules are held to the form.
func TestRows(t *testing.T) {
	std := importer.ForCompiler(token.NewFileSet(), "gc", nil)
	for path, rows := range table {
		var pkg *types.Package
		if isStd(path) {
			var err error
			if pkg, err = std.Import(path); err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
		}
		for name, row := range rows {
			if row.Role == None {
				t.Errorf("%s.%s: no role", path, name)
			}
			if !rowName.MatchString(name) {
				t.Errorf("%s: %q is neither Name nor Type.Name", path, name)
			}
			if base, anchor, _ := strings.Cut(row.Ref, "#"); base != "https://pkg.go.dev/"+path || anchor == "" {
				t.Errorf("%s.%s: reference %s", path, name, row.Ref)
			}
			if pkg == nil {
				continue
			}
			fn := find(pkg, name)
			if fn == nil {
				t.Errorf("%s.%s does not exist", path, name)
				continue
			}
			if got := tab.Lookup(fn); got != row {
				t.Errorf("%s.%s: Lookup finds %v", path, name, got)
			}
			if problem := fits(fn.Signature(), row); problem != "" {
				t.Errorf("%s.%s: %s", path, name, problem)
			}
		}
	}
}

var rowName = regexp.MustCompile(`^([A-Z]\w*\.)?[A-Z]\w*$`)

func isStd(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func find(pkg *types.Package, name string) *types.Func {
	typ, method, isMethod := strings.Cut(name, ".")
	obj := pkg.Scope().Lookup(typ)
	if isMethod && obj != nil {
		obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, method)
	}
	fn, _ := obj.(*types.Func)
	return fn
}

// fits says what a signature lacks for a row.
func fits(sig *types.Signature, row Func) string {
	result := func(i int) types.Type {
		if i < sig.Results().Len() {
			return sig.Results().At(i).Type().Underlying()
		}
		return types.Typ[types.Invalid]
	}
	arg := func() types.Type {
		if row.Arg < sig.Params().Len() {
			return sig.Params().At(row.Arg).Type().Underlying()
		}
		return types.Typ[types.Invalid]
	}
	basic := func(t types.Type, want types.BasicInfo) bool {
		b, ok := t.(*types.Basic)
		return ok && b.Info()&want != 0
	}
	switch row.Role {
	case Spawn, TrySpawn, Iterate, Once:
		if _, ok := arg().(*types.Signature); !ok {
			return "the argument is no function"
		}
	case Limit, NewSemaphore:
		if !basic(arg(), types.IsInteger) {
			return "the argument is no number"
		}
	case Elements, Chunks:
		switch a := arg().(type) {
		case *types.Slice, *types.Map, *types.Signature, *types.Interface: // an interface is a constraint
		default:
			if !basic(a, types.IsString) {
				return "the argument holds no elements"
			}
		}
		if sig.Results().Len() == 0 {
			return "it returns nothing"
		}
	case Listing, NewGroup:
		if sig.Results().Len() == 0 {
			return "it returns nothing"
		}
	case Arguments:
		if _, ok := result(0).(*types.Slice); !ok && !basic(result(0), types.IsInteger) {
			return "it returns no arguments"
		}
	case Processors:
		if !basic(result(0), types.IsInteger) {
			return "it returns no number"
		}
	case TryAcquire, TryLock:
		if !basic(result(0), types.IsBoolean) {
			return "it does not say whether it worked"
		}
	case Acquire, Join, Lock, Unlock, Release, Notify:
		if sig.Recv() == nil {
			return "it is no method"
		}
	}
	return ""
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
	for v, want := range map[string]bool{"writer": true, "alias": true, "request": false, "err": false} {
		if _, got := ServedType(pkg.Scope().Lookup(v).Type()); got != want {
			t.Errorf("%s is a request: %v", v, got)
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
