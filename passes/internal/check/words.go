package check

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/inflight-go/inflight/passes/internal/flow"
	"github.com/inflight-go/inflight/passes/internal/gates"
	"github.com/inflight-go/inflight/passes/internal/repeats"
	"github.com/inflight-go/inflight/passes/internal/sites"
	"github.com/inflight-go/inflight/passes/internal/spawns"
)

// Operation names what starts the work, as it stands in the code: go, g.Go.
func Operation(s *sites.Site) string {
	if call, ok := s.Node.(*ast.CallExpr); ok {
		return Short(call.Fun)
	}
	return "go"
}

// Subject says once for what the spawn is reached: per element of urls.
func Subject(s *sites.Site) string {
	f := s.Factor
	o := f.Origin
	name := ""
	if f.Subject != nil {
		name = Short(f.Subject)
	}
	if o == nil {
		return "in a loop over " + orSomething(name)
	}
	switch o.Kind {
	case repeats.Channel, repeats.Event:
		ch := name
		if ch == "" {
			ch = channelName(o)
		}
		if o.Kind == repeats.Event {
			return "per signal of " + orSomething(ch)
		}
		return "per message of " + orSomething(ch)
	case repeats.Accept:
		if o.Func != nil {
			return "per connection that " + o.Func.Name() + " returns"
		}
		return "per connection of " + orSomething(name)
	case repeats.Endless:
		if loop, ok := f.Stmt.(*ast.ForStmt); ok && loop.Cond != nil {
			return "per turn of the loop over " + Short(loop.Cond)
		}
		return "in a loop without end"
	case repeats.Request:
		return "per request of " + handler(s)
	case repeats.Delivery:
		return "per message of " + handler(s)
	case repeats.Recursion:
		return "per recursive call of " + s.Func
	case repeats.Stream:
		if o.Func != nil {
			return "per turn of " + method(o.Func)
		}
		if name == "" {
			return "in a loop that ends when a call fails"
		}
		return "per turn of " + name
	}
	if f.Loop == nil && f.Stmt == nil {
		if o.Func != nil {
			return "per call of the function given to " + qualified(o.Func)
		}
		return "per call of a function value"
	}
	if f.Counted {
		switch r := o.Root(); {
		case r.Var != nil:
			name = r.Var.Name()
		case r.Func != nil:
			name = "the result of " + r.Func.Name()
			return "per element of " + name
		default:
			return "per turn up to " + orSomething(name)
		}
	}
	if name == "" {
		return "in a loop"
	}
	return "per element of " + name + origin(o, name)
}

// Served reports whether the loop around the spawn is that of a server or of a
// consumer, which calls the function it stands in once per request or message.
func Served(s *sites.Site) bool {
	o := s.Factor.Origin
	return o != nil && (o.Kind == repeats.Request || o.Kind == repeats.Delivery)
}

// handler names the function that a server or consumer calls.
func handler(s *sites.Site) string {
	fn := s.Factor.Func
	if fn == nil {
		return s.Func
	}
	outer := fn
	for outer.Parent() != nil {
		outer = outer.Parent()
	}
	name := declared(s.File, fn.Pos())
	if obj, ok := outer.Object().(*types.Func); ok {
		name = receiver(obj) + obj.Name()
	}
	switch {
	case name == "":
		return s.Func
	case fn != outer:
		return "a handler in " + name
	}
	return name
}

// receiver is what stands before the name of a method: (*Server). or Server.
func receiver(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	t, pointer := types.Unalias(recv.Type()), false
	if p, ok := t.(*types.Pointer); ok {
		t, pointer = types.Unalias(p.Elem()), true
	}
	n, ok := t.(*types.Named)
	switch {
	case !ok:
		return ""
	case pointer:
		return "(*" + n.Obj().Name() + ")."
	}
	return n.Obj().Name() + "."
}

// declared names the package variable in whose declaration pos stands.
func declared(file *ast.File, pos token.Pos) string {
	for _, d := range file.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range decl.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || pos < v.Pos() || v.End() <= pos {
				continue
			}
			for i, value := range v.Values {
				if i < len(v.Names) && value.Pos() <= pos && pos < value.End() {
					return v.Names[i].Name
				}
			}
			return v.Names[0].Name
		}
	}
	return ""
}

// origin says in brackets where a container comes from, when its name does not.
func origin(o *repeats.Origin, name string) string {
	switch o.Kind {
	case repeats.Parameter, repeats.Variadic, repeats.Queue:
		return " (" + o.Kind.String() + ")"
	case repeats.Result, repeats.Listing:
		if o.Func != nil && !strings.Contains(name, o.Func.Name()) {
			return " (result of " + o.Func.Name() + ")"
		}
	case repeats.Arguments:
		return " (command arguments)"
	}
	return ""
}

func orSomething(name string) string {
	if name == "" {
		return "a channel"
	}
	return name
}

func channelName(o *repeats.Origin) string {
	if v, ok := flow.Named(o.Value); ok {
		return v
	}
	return ""
}

func method(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil {
		t := recv.Type()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok {
			return n.Obj().Name() + "." + fn.Name()
		}
	}
	return fn.Name()
}

func qualified(fn *types.Func) string {
	if fn.Signature().Recv() == nil && fn.Pkg() != nil {
		return fn.Pkg().Name() + "." + fn.Name()
	}
	return method(fn)
}

// maxName is how many characters of an expression a message shows.
const maxName = 40

// Short prints an expression on one line, cut where it gets long.
func Short(e ast.Expr) string {
	var buf bytes.Buffer
	if format.Node(&buf, token.NewFileSet(), e) != nil {
		return "it"
	}
	text := strings.Join(strings.Fields(buf.String()), " ")
	if runes := []rune(text); len(runes) > maxName {
		text = string(runes[:maxName-3]) + "..."
	}
	return text
}

// Before names the spawn in "no limit found before ...".
func Before(s *sites.Site) string {
	if s.Spawn.Kind == spawns.Go {
		return "the go statement"
	}
	return Operation(s)
}

// Limiter names the function that sets a limit: SetLimit.
func Limiter(v gates.Verdict) string {
	if v.FakeCall != nil {
		if fn := flow.Callee(v.FakeCall); fn != nil {
			return fn.Name()
		}
	}
	return "the limit"
}

// Lifted names a limit that stands for none, as it is called: SetLimit(-1).
func Lifted(v gates.Verdict) string {
	name, n := Limiter(v), "-1"
	if c, ok := v.KValue.(*ssa.Const); ok && c.Value != nil {
		n = c.Value.String()
	}
	return name + "(" + n + ")"
}

// Lines lists line numbers: line 3, lines 3 and 5.
func (r *Reporter) Lines(all []*sites.Site) string {
	var nums []string
	for _, s := range all {
		n := fmt.Sprint(r.Line(s.Node.Pos()))
		if len(nums) == 0 || nums[len(nums)-1] != n {
			nums = append(nums, n)
		}
	}
	switch len(nums) {
	case 0:
		return ""
	case 1:
		return "line " + nums[0]
	}
	return "lines " + strings.Join(nums[:len(nums)-1], ", ") + " and " + nums[len(nums)-1]
}
