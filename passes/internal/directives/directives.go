// Package directives reads the comments by which people tell inflight what
// code cannot show:
//
//	//inflight:bounded <why>         the size of this is bounded
//	//inflight:ignore <check> <why>  do not report this
//
// A directive speaks of a line. At the end of a line of code it speaks of that
// line; in a comment of its own, of the line after the comment. That is the
// line of a loop, of a spawn, or of the name of what is declared there:
// function, type, field, parameter, variable. In the doc comment of a
// top-level declaration, ignore speaks of all lines of the declaration.
//
// The reason is required: a directive without one, or broken in another way,
// has no effect and is reported (see [Index.Problems]).
package directives

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync/atomic"

	"golang.org/x/tools/go/analysis"
)

// Analyzer computes the [Index] of a package once for all checks. They share
// it, because which directives were of use is known only after all have run.
var Analyzer = &analysis.Analyzer{
	Name:             "inflightdirectives",
	Doc:              "index the inflight directives of a package",
	RunDespiteErrors: true,
	ResultType:       reflect.TypeFor[*Index](),
	Run: func(pass *analysis.Pass) (any, error) {
		return New(pass.Fset, pass.Files), nil
	},
}

// An Index holds the directives of a package. Its methods may be called from
// many goroutines.
type Index struct {
	files map[*token.File]*fileIndex
}

type fileIndex struct {
	directives []*directive         // in order of position
	byLine     map[int][]*directive // those with an effect, by the line they speak of
	docs       []*directive         // those with an effect on a declaration
}

// A directive is one comment that is a directive, or was meant to be one.
type directive struct {
	pos, end   token.Pos
	group      *ast.CommentGroup
	verb       string
	check, why string

	problem string // category of what makes it broken, else empty
	message string // what to say of it

	line int         // it speaks of
	decl ast.Decl    // whose doc comment it is in, or nil
	used atomic.Bool // it has silenced something
}

// New indexes the directives of the files, which must have been parsed with
// comments.
func New(fset *token.FileSet, files []*ast.File) *Index {
	x := &Index{files: make(map[*token.File]*fileIndex)}
	for _, file := range files {
		if found := scan(file); len(found) > 0 {
			tf := fset.File(file.FileStart)
			place(tf, file, found)
			x.files[tf] = newFileIndex(found)
		}
	}
	return x
}

func newFileIndex(found []*directive) *fileIndex {
	f := &fileIndex{directives: found, byLine: make(map[int][]*directive)}
	for _, d := range found {
		if d.problem != "" {
			continue // no effect
		}
		f.byLine[d.line] = append(f.byLine[d.line], d)
		if d.verb == verbIgnore && d.decl != nil {
			f.docs = append(f.docs, d)
		}
	}
	return f
}

// Ignored reports whether a directive tells the check to keep silent about
// pos. It counts as use of the directive: ask only about what would be
// reported otherwise, and ask before the level of the finding decides, or a
// directive that is needed at one level is called useless at another.
func (x *Index) Ignored(check string, pos token.Pos) bool {
	f, line := x.at(pos)
	if f == nil {
		return false
	}
	for _, d := range f.byLine[line] {
		if d.verb == verbIgnore && d.check == check {
			d.used.Store(true)
			return true
		}
	}
	for _, d := range f.docs {
		if d.check == check && d.decl.Pos() <= pos && pos < d.decl.End() {
			d.used.Store(true)
			return true
		}
	}
	return false
}

// Bounded reports whether a directive says that what starts at pos (a loop, a
// spawn, a declared name) is bounded, and why. It counts as use.
func (x *Index) Bounded(pos token.Pos) (why string, ok bool) {
	f, line := x.at(pos)
	if f == nil {
		return "", false
	}
	for _, d := range f.byLine[line] {
		if d.verb == verbBounded {
			d.used.Store(true)
			return d.why, true
		}
	}
	return "", false
}

// BoundedObject is [Index.Bounded] for the declaration of obj. A parameter on
// the line of its function shares the directives of the function. An object of
// another package is never bounded here: that takes a fact.
func (x *Index) BoundedObject(obj types.Object) (why string, ok bool) {
	return x.Bounded(obj.Pos())
}

// Objects returns the objects, among those info defines, that a directive says
// are bounded, in order of position. It does not count as use.
func (x *Index) Objects(info *types.Info) []types.Object {
	if len(x.files) == 0 {
		return nil // most packages: spare the walk over all definitions
	}
	var objects []types.Object
	for _, obj := range info.Defs {
		if obj == nil {
			continue // package name, or the symbolic variable of a type switch
		}
		f, line := x.at(obj.Pos())
		if f != nil && slices.ContainsFunc(f.byLine[line], func(d *directive) bool { return d.verb == verbBounded }) {
			objects = append(objects, obj)
		}
	}
	slices.SortFunc(objects, func(a, b types.Object) int { return int(a.Pos() - b.Pos()) })
	return objects
}

// at returns the index of the file of pos, if it has any directives, and the
// line of pos in it.
func (x *Index) at(pos token.Pos) (*fileIndex, int) {
	if !pos.IsValid() {
		return nil, 0
	}
	for tf, f := range x.files {
		if token.Pos(tf.Base()) <= pos && pos <= token.Pos(tf.Base()+tf.Size()) {
			return f, line(tf, pos)
		}
	}
	return nil, 0
}

// line is the line of pos in the file as it is on disk, whatever //line
// directives say.
func line(tf *token.File, pos token.Pos) int {
	return tf.PositionFor(pos, false).Line
}
