package knowledge

import (
	"go/ast"
	"go/types"
)

// A Sink says where what is written to a value of some type ends.
type Sink uint8

const (
	// NoSink: nothing is known.
	NoSink Sink = iota
	// Memory: a write cannot fail.
	Memory
	// Discard: what is written is thrown away.
	Discard
	// Console: a terminal, or what stands for one.
	Console
	// File: a write fails when the disk is full, or the file is gone; what was written
	// before and after stays.
	File
	// Connection: a write fails when the peer is gone, and so do all that follow.
	Connection
	// Datagram: each write is a message of its own, which may be lost anyway.
	Datagram
	// Response: the answer to a request; the server notices a failed write itself and
	// ends the context of the request.
	Response
)

var sinkNames = [...]string{"unknown", "memory", "discard", "console", "file", "connection", "datagram", "response"}

func (s Sink) String() string { return sinkNames[s] }

// A Layer is a writer that hands on what it is given to another.
type Layer struct {
	// Sticky: a failed write makes those that follow fail too.
	Sticky bool
	// Buffers: what was written goes on when the layer is finished, not before.
	Buffers bool
	// Finish are the methods that tell of a write that failed earlier.
	Finish []string
	// Ref is where that is documented, or was measured.
	Ref string
}

// A Maker is a function whose result writes to one of its arguments.
type Maker struct {
	// Arg is the index of that argument; -1 when each argument is written to.
	Arg int
	Layer
}

// A Writing is a function or method that writes.
type Writing struct {
	// To is the index of the argument that is written to; -1 for the receiver.
	To int
	// Prints: it formats text, as one does for people.
	Prints bool
	// Creates: it makes the file that it writes.
	Creates bool
	// Message: what is written is a message to the peer at the other end.
	Message bool
	// Ref is where the function is documented.
	Ref string
}

// SinkOf says where what is written to a value of type t ends. NoSink is also what
// an interface has that can stand for anything.
func SinkOf(t types.Type) Sink {
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		return sinkOfTerms(p)
	}
	if n := named(t); n != nil && n.Obj().Pkg() != nil {
		if s, ok := sinks[PackagePath(n.Obj().Pkg())][n.Obj().Name()]; ok {
			return s.Sink
		}
	}
	switch {
	case types.IsInterface(t) && HasMethods(t, "Write", "Bytes"):
		return Memory // nothing else can give back what was written
	case HasMethods(t, "Write", "Sum", "BlockSize", "Reset"):
		return Memory // a hash.Hash, or an interface that has one in it
	case HasMethods(t, "Write", "Width", "Precision", "Flag"):
		return Memory // a fmt.State
	case HasMethods(t, "WriteTo", "ReadFrom", "LocalAddr") && !HasMethods(t, "Write"):
		return Datagram // a net.PacketConn of somebody's own
	}
	return NoSink
}

// sinkOfTerms is the sink that all types of a type set have.
func sinkOfTerms(p *types.TypeParam) Sink {
	set, ok := p.Constraint().Underlying().(*types.Interface)
	if !ok {
		return NoSink
	}
	common := NoSink
	for i := range set.NumEmbeddeds() {
		union, ok := set.EmbeddedType(i).(*types.Union)
		if !ok {
			continue
		}
		for j := range union.Len() {
			s := SinkOf(union.Term(j).Type())
			if j > 0 && s != common {
				return NoSink
			}
			common = s
		}
	}
	return common
}

// LayerOf returns the row of a type that hands on what is written to it, and whether
// it has one.
func LayerOf(t types.Type) (Layer, bool) {
	n := named(t)
	if n == nil || n.Obj().Pkg() == nil {
		return Layer{}, false
	}
	l, ok := layers[PackagePath(n.Obj().Pkg())][n.Obj().Name()]
	return l, ok
}

// MakerOf returns the row of a function whose result writes to one of its arguments.
func MakerOf(fn *types.Func) (Maker, bool) {
	if fn == nil || fn.Pkg() == nil {
		return Maker{}, false
	}
	m, ok := makers[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return m, ok
}

// WritingOf returns what a function or method writes to, and whether it writes: by its
// row, or by its name and signature as package io lays them down.
func WritingOf(fn *types.Func) (Writing, bool) {
	if fn == nil || fn.Pkg() == nil {
		return Writing{}, false
	}
	if w, ok := writings[PackagePath(fn.Pkg())][localName(fn.Origin())]; ok {
		return w, true
	}
	if fn.Signature().Recv() == nil {
		return Writing{}, false
	}
	if sig, ok := writerMethods[fn.Name()]; ok && fits(fn.Signature(), sig) {
		return Writing{To: -1, Ref: "https://pkg.go.dev/io"}, true
	}
	return Writing{}, false
}

// IsTerminal reports whether e names the standard output or error, or what is thrown away.
func IsTerminal(info *types.Info, e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v, ok := info.Uses[sel.Sel].(*types.Var)
	if !ok || v.Pkg() == nil {
		return false
	}
	switch v.Pkg().Path() + "." + v.Name() {
	case "os.Stdout", "os.Stderr", "io.Discard", "io/ioutil.Discard":
		return true
	}
	return false
}

// HasMethods reports whether a value of type t has methods of all these names.
func HasMethods(t types.Type, names ...string) bool {
	for _, name := range names {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if _, ok := obj.(*types.Func); !ok {
			return false
		}
	}
	return true
}

// ReadingOf reports whether a method reads into its first argument, as io.Reader and
// io.ReaderAt do.
func ReadingOf(fn *types.Func) bool {
	if fn == nil || fn.Signature().Recv() == nil {
		return false
	}
	sig, ok := readerMethods[fn.Name()]
	return ok && fits(fn.Signature(), sig)
}

// RawOf returns the row of a system call whose count says how much it did.
func RawOf(fn *types.Func) (Raw, bool) {
	if fn == nil || fn.Pkg() == nil {
		return Raw{}, false
	}
	r, ok := raws[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return r, ok
}

// A Raw is a system call that may do less than it was asked for, and say so by its
// count alone.
type Raw struct {
	// Reads: it reads rather than writes.
	Reads bool
	// Message: on some sockets it writes a message whole or not at all.
	Message bool
	// Buf is the index of the argument that holds the bytes, -1 when there is none.
	Buf int
	// Ref is where that is documented.
	Ref string
}

// shape is a signature by the names of its types.
type shape struct{ params, results []string }

var writerMethods = map[string]shape{
	"Write":       {[]string{"[]byte"}, []string{"int", "error"}},
	"WriteString": {[]string{"string"}, []string{"int", "error"}},
	"WriteByte":   {[]string{"byte"}, []string{"error"}},
	"WriteRune":   {[]string{"rune"}, []string{"int", "error"}},
	"WriteAt":     {[]string{"[]byte", "int64"}, []string{"int", "error"}},
	"ReadFrom":    {[]string{"io.Reader"}, []string{"int64", "error"}},
}

var readerMethods = map[string]shape{
	"Read":   {[]string{"[]byte"}, []string{"int", "error"}},
	"ReadAt": {[]string{"[]byte", "int64"}, []string{"int", "error"}},
}

func fits(sig *types.Signature, s shape) bool {
	if sig.Params().Len() != len(s.params) || sig.Results().Len() != len(s.results) {
		return false
	}
	for i, want := range s.params {
		if !isType(sig.Params().At(i).Type(), want) {
			return false
		}
	}
	for i, want := range s.results {
		if !isType(sig.Results().At(i).Type(), want) {
			return false
		}
	}
	return true
}

func isType(t types.Type, want string) bool {
	switch want {
	case "[]byte":
		s, ok := t.Underlying().(*types.Slice)
		return ok && isType(s.Elem(), "byte")
	case "byte":
		b, ok := t.Underlying().(*types.Basic)
		return ok && b.Kind() == types.Uint8
	case "rune":
		b, ok := t.Underlying().(*types.Basic)
		return ok && b.Kind() == types.Int32
	}
	return types.TypeString(types.Unalias(t), nil) == want
}

// ReadsAll reports whether fn reads a whole stream or file into memory.
func ReadsAll(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return false
	}
	switch PackagePath(fn.Pkg()) + "." + fn.Name() {
	case "io.ReadAll", "io/ioutil.ReadAll", "os.ReadFile", "io/ioutil.ReadFile":
		return true
	}
	return false
}

// ConsoleOf reports whether the result of fn is where a command prints, or a logger does.
func ConsoleOf(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	_, ok := consoles[PackagePath(fn.Pkg())][localName(fn.Origin())]
	return ok
}

// GoesRound reports whether a value of type t has its own method of one name, such as Write,
// while another that package io prefers, such as ReadFrom, is that of something it embeds:
// io.Copy then goes round the first.
func GoesRound(t types.Type, method, preferred string) bool {
	_, own, _ := types.LookupFieldOrMethod(t, true, nil, method)
	obj, promoted, _ := types.LookupFieldOrMethod(t, true, nil, preferred)
	_, ok := obj.(*types.Func)
	return ok && len(own) < len(promoted)
}
