package gauntlet

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Generated is a program that Generate has written.
type Generated struct {
	Number int
	Axes   string // what it is composed of
	File   string // below the folder of the module
	Source string // the function and what belongs to it

	Factor int  // so many pieces of work are under way for each that is started
	Sites  int  // so many places start work at the same time
	Extra  int  // so many pieces of work are done by the function itself
	Counts bool // its work is counted
	Free   bool // the order of its results says nothing
	All    bool // it returns all errors, not the first

	plan plan
}

const (
	programsPerFile    = 10
	programsPerPackage = 50
)

// Generate writes the first n programs of the seed as packages of the module in
// dir, and a file of its main package that lists them. Each program depends on the
// seed and its number alone, apart from the names and imports of its package.
func Generate(seed uint64, n int, dir string) ([]Generated, error) {
	return generate(seed, 0, n, dir)
}

// generate is Generate for n programs from the first on, which must be the first
// of a package.
func generate(seed uint64, first, n int, dir string) ([]Generated, error) {
	var programs []Generated
	for number := first; number < first+n; number += programsPerPackage {
		pkg := newPackage(seed, number/programsPerPackage)
		if err := pkg.write(dir, "helpers.go", pkg.helpers()); err != nil {
			return nil, err
		}
		end := min(number+programsPerPackage, first+n)
		for file := number; file < end; file += programsPerFile {
			var sketches []*sketch
			for i := file; i < min(file+programsPerFile, end); i++ {
				sketches = append(sketches, newProgram(seed, i))
			}
			pkg.imports = draw(pkg.rand, mostly(4, "", "alias", "dot"))
			list, err := pkg.writeFile(dir, fmt.Sprintf("programs%d.go", file/programsPerFile), sketches)
			if err != nil {
				return nil, err
			}
			programs = append(programs, list...)
		}
	}
	return programs, writeTable(dir, programs)
}

// newProgram puts together the program with the number.
func newProgram(seed uint64, number int) *sketch {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	for {
		s := newSketch(r, number, newPlan(r, seed, number))
		s.source = s.text()
		// A name is not taken from a program that needs what it means.
		needed := map[string]string{"make taken": "make(", "len taken": "len(", "context taken": "context.With"}[s.names]
		if needed == "" || !strings.Contains(s.source, needed) {
			return s
		}
	}
}

// A packageOf is a package of programs. They share helpers, and now and then a
// name that a rewrite could want for itself.
type packageOf struct {
	name    string
	rand    *rand.Rand
	declare string // the declaration of such a name
	imports string // how packages are imported: "", "alias" or "dot"
}

func newPackage(seed uint64, number int) *packageOf {
	r := rand.New(rand.NewPCG(seed, 1<<32+uint64(number)))
	p := &packageOf{name: fmt.Sprintf("p%03d", number), rand: r}
	// What a package declares is not imported by that name.
	p.declare = draw(r, mostly(3, "", "const maxInFlight = 8", `var maxInFlight = "as many as you like"`,
		"func sem() int { return 1 }", "type sem struct{ tokens int }", "const runtime = 1"))
	return p
}

// helpers returns what the programs of the package call.
func (p *packageOf) helpers() string {
	return `
` + p.declare + `

// An outcome is a result or an error of one element.
type outcome struct {
	id, value int
	err       error
}

// A node is an element of a linked list.
type node struct {
	id   int
	next *node
}

func chain(ids []int) *node {
	var first *node
	for _, id := range slices.Backward(ids) {
		first = &node{id, first}
	}
	return first
}

// each goes over the elements.
func each(ids []int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, id := range ids {
			if !yield(id) {
				return
			}
		}
	}
}

// locked goes over the elements and holds a lock for as long.
func locked(mu *sync.Mutex, ids []int) iter.Seq[int] {
	return func(yield func(int) bool) {
		mu.Lock()
		defer mu.Unlock()
		for _, id := range ids {
			if !yield(id) {
				return
			}
		}
	}
}

// rows cuts the elements into rows of some length.
func rows(ids []int) [][]int {
	var list [][]int
	for len(ids) > 0 {
		n := min(len(ids), 30)
		list = append(list, ids[:n])
		ids = ids[n:]
	}
	return list
}

// text writes the elements.
func text(ids []int) string {
	var b strings.Builder
	for _, id := range ids {
		fmt.Fprintln(&b, id)
	}
	return b.String()
}

// number reads an element.
func number(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil {
		panic(err)
	}
	return n
}

func signals(n int) []chan struct{} {
	list := make([]chan struct{}, n)
	for i := range list {
		list[i] = make(chan struct{})
	}
	return list
}

func score(id int) int { return id*id%1009 + 1 }

func fetch(l *load.Load, id int) int { return l.Value(id) }

func largest[T cmp.Ordered](x, y T) T {
	if x < y {
		return y
	}
	return x
}
`
}

// writeFile writes some programs of the package.
func (p *packageOf) writeFile(dir, name string, sketches []*sketch) ([]Generated, error) {
	var text strings.Builder
	for _, s := range sketches {
		fmt.Fprintf(&text, "%s%d, %s\n\n%s\n", marker, s.number, s.plan, s.source)
	}
	if err := p.write(dir, name, text.String()); err != nil {
		return nil, err
	}
	file := filepath.Join("programs", p.name, name)
	content, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return nil, err
	}
	sources := split(string(content))
	var list []Generated
	for _, s := range sketches {
		list = append(list, Generated{
			Number: s.number, Axes: s.plan.String(), File: filepath.ToSlash(file), Source: sources[s.number],
			Factor: s.factor, Sites: s.sites, Extra: s.extra, Counts: s.counts, Free: s.free, All: s.all, plan: s.plan,
		})
	}
	return list, nil
}

// marker begins the comment above each program.
const marker = "// Program "

var marked = regexp.MustCompile(`(?m)^// Program (\d+),`)

// split cuts a file into its programs.
func split(content string) map[int]string {
	programs := make(map[int]string)
	places := marked.FindAllStringSubmatchIndex(content, -1)
	for i, place := range places {
		end := len(content)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		number, _ := strconv.Atoi(content[place[2]:place[3]]) // it is made of digits
		programs[number] = strings.TrimSpace(content[place[0]:end])
	}
	return programs
}

// write writes a file of the package, with the imports that it needs.
func (p *packageOf) write(dir, name, text string) error {
	folder := filepath.Join(dir, "programs", p.name)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	content, err := p.complete(text)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, text)
	}
	return os.WriteFile(filepath.Join(folder, name), content, 0o666)
}

// packages are those that programs import, by name.
var packages = map[string]string{
	"atomic": "sync/atomic", "bufio": "bufio", "cmp": "cmp", "context": "context", "errgroup": "golang.org/x/sync/errgroup",
	"errors": "errors", "fmt": "fmt", "iter": "iter", "load": "gauntlet.example/load", "maps": "maps", "runtime": "runtime",
	"slices": "slices", "strconv": "strconv", "strings": "strings", "sync": "sync", "time": "time",
}

// complete puts a package clause and imports above the text, and formats it.
func (p *packageOf) complete(text string) ([]byte, error) {
	head := "package " + p.name + "\n"
	text = head + text
	file, err := parser.ParseFile(token.NewFileSet(), "", text, 0)
	if err != nil {
		return nil, err
	}
	// Without imports, the parser cannot resolve the names of packages.
	names := make(map[string]string) // in the file, by name
	var written strings.Builder
	at := 0
	slices.SortFunc(file.Unresolved, func(x, y *ast.Ident) int { return int(x.Pos() - y.Pos()) })
	for _, ident := range file.Unresolved {
		if packages[ident.Name] == "" {
			continue
		}
		name := p.importName(ident.Name)
		names[ident.Name] = name
		offset := int(ident.Pos() - file.FileStart)
		written.WriteString(text[at:offset])
		at = offset + len(ident.Name)
		if name == "." {
			at++
		} else {
			written.WriteString(name)
		}
	}
	written.WriteString(text[at:])

	var standard, others []string
	for name, as := range names {
		spec := strconv.Quote(packages[name])
		if as != name {
			spec = as + " " + spec
		}
		if strings.Contains(packages[name], ".") {
			others = append(others, spec)
		} else {
			standard = append(standard, spec)
		}
	}
	byPath := func(x, y string) int {
		return strings.Compare(x[strings.Index(x, `"`):], y[strings.Index(y, `"`):])
	}
	slices.SortFunc(standard, byPath)
	slices.SortFunc(others, byPath)
	imports := "\nimport (\n" + strings.Join(standard, "\n") + "\n\n" + strings.Join(others, "\n") + "\n)\n"
	return format.Source([]byte(head + imports + strings.TrimPrefix(written.String(), head)))
}

// importName returns the name by which files of the package import another.
func (p *packageOf) importName(name string) string {
	switch {
	case name == "runtime" && strings.HasPrefix(p.declare, "const runtime"):
		return "goruntime"
	case p.imports == "alias" && slices.Contains([]string{"sync", "errgroup", "context"}, name):
		return map[string]string{"sync": "stdsync", "errgroup": "errgrp", "context": "stdcontext"}[name]
	case p.imports == "dot" && name == "sync":
		return "."
	}
	return name
}

// writeTable writes the part of the main package that knows the programs.
func writeTable(dir string, programs []Generated) error {
	var imports []string
	var list bytes.Buffer
	for _, p := range programs {
		pkg := filepath.Base(filepath.Dir(filepath.FromSlash(p.File)))
		if spec := strconv.Quote("gauntlet.example/generated/programs/" + pkg); !slices.Contains(imports, spec) {
			imports = append(imports, spec)
		}
		fmt.Fprintf(&list, "%d: {%s.Run%d, %t},\n", p.Number, pkg, p.Number, p.Free)
	}
	text := "package main\n\nimport (\n" + strings.Join(imports, "\n") + "\n)\n\n" +
		"func init() {\nprograms = map[int]program{\n" + list.String() + "}\n}\n"
	content, err := format.Source([]byte(text))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "programs.go"), content, 0o666)
}
