package knowledge

import (
	"errors"
	"fmt"
	"go/types"
	"strings"
)

// Check returns an error when pkg has no function that r names, or one that r
// cannot be said of. A method that several types have from one they embed stands
// with the latter, and is documented with one of the former.
func (r Row) Check(pkg *types.Package) error {
	typ, method, isMethod := strings.Cut(r.Name, ".")
	if _, anchor, _ := strings.Cut(r.Ref, "#"); isMethod && strings.HasSuffix(anchor, "."+method) {
		typ = strings.TrimSuffix(anchor, "."+method)
	}
	obj := pkg.Scope().Lookup(typ)
	if isMethod && obj != nil {
		obj, _, _ = types.LookupFieldOrMethod(obj.Type(), true, pkg, method)
	}
	fn, _ := obj.(*types.Func)
	if fn == nil {
		return fmt.Errorf("%s does not exist", fullName(r.Path, r.Name))
	}
	if name := localName(fn); name != r.Name {
		return fmt.Errorf("%s is %s", fullName(r.Path, r.Name), fullName(r.Path, name))
	}
	if err := r.Fits(fn.Signature()); err != nil {
		return fmt.Errorf("%s: %w", fullName(r.Path, r.Name), err)
	}
	return nil
}

// Fits returns an error when sig lacks what f speaks of.
func (f Func) Fits(sig *types.Signature) error {
	switch f.Role {
	case Spawn, TrySpawn:
		if !f.hasWork(sig) {
			return errors.New("the argument is no work")
		}
		if f.Role == TrySpawn && !returns(sig, isBool) {
			return errors.New("it does not say whether it worked")
		}
	case Iterate, Once, Retry, Handle, Fixed:
		if _, ok := f.arg(sig).(*types.Signature); !ok {
			return errors.New("the argument is no function")
		}
	case Supervise:
		switch f.arg(sig).(type) {
		case *types.Signature, *types.Interface:
		default:
			return errors.New("the argument is nothing that runs")
		}
	case Limit, NewSemaphore, NewLimited, NewListener, Prefetch:
		if f.Arg == -1 && f.Role == NewLimited {
			break
		}
		if !isBasic(f.arg(sig), types.IsInteger) {
			return errors.New("the argument is no number")
		}
	case Elements, Chunks:
		switch a := f.arg(sig).(type) {
		case *types.Slice, *types.Map, *types.Signature, *types.Interface: // an interface is a constraint
		default:
			if !isBasic(a, types.IsString) {
				return errors.New("the argument holds no elements")
			}
		}
	case Arguments:
		if !returns(sig, func(t types.Type) bool {
			_, slice := t.(*types.Slice)
			return slice || isBasic(t, types.IsInteger)
		}) {
			return errors.New("it returns no arguments")
		}
	case Processors:
		if !returns(sig, func(t types.Type) bool { return isBasic(t, types.IsInteger) }) {
			return errors.New("it returns no number")
		}
	case Deliver:
		if !returns(sig, func(t types.Type) bool {
			_, iterator := t.(*types.Signature)
			ch, ok := t.(*types.Chan)
			return iterator || ok && ch.Dir() != types.SendOnly
		}) {
			return errors.New("it returns nothing to receive from")
		}
	case TryAcquire, TryLock:
		if !returns(sig, isBool) {
			return errors.New("it does not say whether it worked")
		}
	}
	switch f.Role {
	case Acquire, Join, Lock, Unlock, Release, Notify, Signal, Start, Same, Limit, Fixed, Supervise, Ack, Prefetch:
		if sig.Recv() == nil {
			return errors.New("it is no method")
		}
	}
	switch f.Role {
	case Elements, Chunks, Listing, NewGroup, NewLimited, NewSemaphore, NewListener, Same, Receive:
		if sig.Results().Len() == 0 {
			return errors.New("it returns nothing")
		}
	}
	return nil
}

// arg is the type of the argument that f speaks of, invalid if there is none.
func (f Func) arg(sig *types.Signature) types.Type {
	if f.Arg < 0 || f.Arg >= sig.Params().Len() {
		return types.Typ[types.Invalid]
	}
	return sig.Params().At(f.Arg).Type().Underlying()
}

// hasWork reports whether the argument is a function, several of them, or a value
// of any type, which stands for the function that the pool was made with.
func (f Func) hasWork(sig *types.Signature) bool {
	t := f.arg(sig)
	if slice, ok := t.(*types.Slice); ok && sig.Variadic() && f.Arg == sig.Params().Len()-1 {
		t = slice.Elem().Underlying()
	}
	switch t := t.(type) {
	case *types.Signature:
		return true
	case *types.Interface:
		return t.Empty()
	}
	return false
}

func returns(sig *types.Signature, is func(types.Type) bool) bool {
	for v := range sig.Results().Variables() {
		if is(v.Type().Underlying()) {
			return true
		}
	}
	return false
}

func isBool(t types.Type) bool { return isBasic(t, types.IsBoolean) }

func isBasic(t types.Type, info types.BasicInfo) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&info != 0
}
