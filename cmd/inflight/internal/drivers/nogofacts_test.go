package drivers_test

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// factStore holds what is known of a package and of those it imports. Facts of an
// object that has no path from outside are known to the package alone.
type factStore struct {
	pkg *types.Package

	mu    sync.Mutex
	facts map[factKey]analysis.Fact
}

type factKey struct {
	pkg  *types.Package
	obj  types.Object // nil for a fact about the package
	kind reflect.Type
}

// filedFact is a fact on its way through a file.
type filedFact struct {
	Package string
	Object  objectpath.Path
	Fact    analysis.Fact
}

// readFacts fills a store with the facts in the files of the packages that pkg
// imports itself. A file has those of further packages too.
func readFacts(pkg *types.Package, file func(path string) ([]byte, error)) (*factStore, error) {
	s := &factStore{pkg: pkg, facts: make(map[factKey]analysis.Fact)}
	known := make(map[string]*types.Package)
	addImports(known, pkg)
	for _, imported := range pkg.Imports() {
		data, err := file(imported.Path())
		if err != nil {
			return nil, err
		}
		if len(data) == 0 {
			continue
		}
		var filed []filedFact
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&filed); err != nil {
			return nil, fmt.Errorf("facts of %s: %w", imported.Path(), err)
		}
		for _, f := range filed {
			s.file(known[f.Package], f)
		}
	}
	return s, nil
}

func addImports(known map[string]*types.Package, pkg *types.Package) {
	for _, imported := range pkg.Imports() {
		if known[imported.Path()] == nil {
			known[imported.Path()] = imported
			addImports(known, imported)
		}
	}
}

// file keeps a fact, unless the types that pkg sees do not have its object.
func (s *factStore) file(pkg *types.Package, f filedFact) {
	if pkg == nil {
		return
	}
	key := factKey{pkg: pkg, kind: reflect.TypeOf(f.Fact)}
	if f.Object != "" {
		obj, err := objectpath.Object(pkg, f.Object)
		if err != nil {
			return
		}
		key.obj = obj
	}
	s.facts[key] = f.Fact
}

// encode returns all facts that other packages can have a use for.
func (s *factStore) encode() ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var filed []filedFact
	for key, fact := range s.facts {
		f := filedFact{Package: key.pkg.Path(), Fact: fact}
		if key.obj != nil {
			path, err := objectpath.For(key.obj)
			if err != nil {
				continue
			}
			f.Object = path
		}
		filed = append(filed, f)
	}
	if len(filed) == 0 {
		return nil, nil
	}
	slices.SortFunc(filed, func(a, b filedFact) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Object, b.Object),
			cmp.Compare(fmt.Sprintf("%T", a.Fact), fmt.Sprintf("%T", b.Fact)))
	})
	var buf bytes.Buffer
	err := gob.NewEncoder(&buf).Encode(filed)
	return buf.Bytes(), err
}

// give makes the facts available to a pass, of no other types than its own.
func (s *factStore) give(pass *analysis.Pass) {
	own := make(map[reflect.Type]bool)
	for _, f := range pass.Analyzer.FactTypes {
		own[reflect.TypeOf(f)] = true
	}
	pass.ImportObjectFact = func(obj types.Object, f analysis.Fact) bool {
		return s.load(factKey{obj.Pkg(), obj, reflect.TypeOf(f)}, f)
	}
	pass.ImportPackageFact = func(pkg *types.Package, f analysis.Fact) bool {
		return s.load(factKey{pkg, nil, reflect.TypeOf(f)}, f)
	}
	pass.ExportObjectFact = func(obj types.Object, f analysis.Fact) {
		if obj.Pkg() != s.pkg {
			panic(fmt.Sprintf("fact about %v, which is of another package", obj))
		}
		s.store(factKey{s.pkg, obj, reflect.TypeOf(f)}, f)
	}
	pass.ExportPackageFact = func(f analysis.Fact) { s.store(factKey{s.pkg, nil, reflect.TypeOf(f)}, f) }
	pass.AllObjectFacts = func() (all []analysis.ObjectFact) {
		s.each(own, func(key factKey, f analysis.Fact) {
			if key.obj != nil {
				all = append(all, analysis.ObjectFact{Object: key.obj, Fact: f})
			}
		})
		return all
	}
	pass.AllPackageFacts = func() (all []analysis.PackageFact) {
		s.each(own, func(key factKey, f analysis.Fact) {
			if key.obj == nil {
				all = append(all, analysis.PackageFact{Package: key.pkg, Fact: f})
			}
		})
		return all
	}
}

func (s *factStore) load(key factKey, into analysis.Fact) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, ok := s.facts[key]
	if ok {
		reflect.ValueOf(into).Elem().Set(reflect.ValueOf(f).Elem())
	}
	return ok
}

func (s *factStore) store(key factKey, f analysis.Fact) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.facts[key] = f
}

func (s *factStore) each(kinds map[reflect.Type]bool, visit func(factKey, analysis.Fact)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, f := range s.facts {
		if kinds[key.kind] {
			visit(key, f)
		}
	}
}
