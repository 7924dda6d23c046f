package schemas

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// validate holds a log to the schema.
func validate(t *testing.T, log []byte) {
	t.Helper()
	if err := schema(t).Validate(instance(t, log)); err != nil {
		t.Errorf("%v in\n%s", err, log)
	}
}

func instance(t *testing.T, log []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(log))
	if err != nil {
		t.Fatalf("%v in\n%s", err, log)
	}
	return v
}

// schema returns the official schema. What go-sarif validates is not the log but
// what its own types have made of it, with fields that the log does not have. So the
// schema is taken out of that module and given to another validator, which looks at
// formats such as URIs too.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	const module = "github.com/owenrumney/go-sarif/v3"
	dir, err := exec.Command("go", "list", "-m", "-f={{.Dir}}", module).Output()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(strings.TrimSpace(string(dir)), "pkg", "report", "v210", "sarif", "schema.go")
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return nil, err
	}
	var text string
	for node := range ast.Preorder(syntax) {
		if lit, ok := node.(*ast.BasicLit); ok { // the file has but this one
			if text, err = strconv.Unquote(lit.Value); err != nil {
				return nil, err
			}
		}
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	const name = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, doc); err != nil {
		return nil, err
	}
	return c.Compile(name)
})
