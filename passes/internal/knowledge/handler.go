package knowledge

import (
	"go/ast"
	"go/types"
	"strings"
)

// Handler reports whether a server or consumer calls a function of this name and
// signature once per request or message: one of its parameters is a request, or
// it is a method of a gRPC service.
func Handler(name string, sig *types.Signature) (Served, bool) {
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if s, ok := ServedType(t); ok {
			return s, true
		}
		if IsServerStream(t) {
			return grpcStream, true
		}
		if isExchange(t) {
			return exchange, true
		}
	}
	if ast.IsExported(name) && isUnary(sig) && implementsService(sig.Recv().Type()) {
		return grpcUnary, true
	}
	return Served{}, false
}

var (
	grpcStream = Served{Path: "google.golang.org/grpc", Name: "ServerStream", Ref: "https://pkg.go.dev/google.golang.org/grpc#ServerStream"}
	exchange   = Served{Path: "net/http", Name: "Handler", Ref: "https://pkg.go.dev/net/http#Handler"}
	grpcUnary  = Served{Path: "google.golang.org/grpc", Name: "MethodHandler", Ref: "https://pkg.go.dev/google.golang.org/grpc#MethodHandler"}
)

// IsServerStream reports whether t is the interface of a gRPC stream as the server sees it.
func IsServerStream(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	has := 0
	for i := range iface.NumMethods() {
		switch iface.Method(i).Name() {
		case "SetHeader", "SendHeader", "SetTrailer", "SendMsg", "RecvMsg":
			has++
		}
	}
	return has == 5
}

// isExchange: an interface that gives both a request and what answers it, as the
// contexts of web frameworks and proxies do.
func isExchange(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return false
	}
	request, answer := false, false
	for i := range iface.NumMethods() {
		res := iface.Method(i).Signature().Results()
		if res.Len() != 1 {
			continue
		}
		request = request || IsNamed(res.At(0).Type(), "net/http", "Request")
		answer = answer || IsNamed(res.At(0).Type(), "net/http", "ResponseWriter")
	}
	return request && answer
}

// isUnary: a method that takes a context and a message, and returns a message
// and an error.
func isUnary(sig *types.Signature) bool {
	if sig.Recv() == nil || sig.Params().Len() != 2 || sig.Results().Len() != 2 || sig.Variadic() {
		return false
	}
	return IsNamed(sig.Params().At(0).Type(), "context", "Context") &&
		isProto(sig.Params().At(1).Type()) && isProto(sig.Results().At(0).Type())
}

func isProto(t types.Type) bool {
	for _, name := range []string{"ProtoReflect", "ProtoMessage"} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if _, ok := obj.(*types.Func); ok {
			return true
		}
	}
	return false
}

// implementsService: a struct that embeds what the generator of gRPC services
// makes for implementations to embed.
func implementsService(t types.Type) bool {
	n := named(t)
	if n == nil {
		return false
	}
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		if !f.Embedded() || !strings.HasSuffix(f.Name(), "Server") {
			continue
		}
		if strings.HasPrefix(f.Name(), "Unimplemented") || strings.HasPrefix(f.Name(), "Unsafe") {
			return true
		}
	}
	return false
}
