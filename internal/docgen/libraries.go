package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"unicode"

	"github.com/inflight-go/inflight/analyzers"
)

// rolesFile declares the roles, each with a comment that says what it means.
const rolesFile = "passes/internal/knowledge/knowledge.go"

//go:embed libraries.tmpl
var librariesText string

var librariesPage = template.Must(template.New("libraries").Parse(librariesText))

// A library is a package with its rows, as the page shows them.
type library struct {
	Path string
	Rows []struct{ Link, Role string }
}

// libraries returns the page about libraries.
func libraries(root string) ([]byte, error) {
	roles, err := readRoles(filepath.Join(root, filepath.FromSlash(rolesFile)))
	if err != nil {
		return nil, err
	}
	rows, types := analyzers.Libraries()
	var packages []*library
	for _, row := range rows {
		if !slices.ContainsFunc(roles, func(r role) bool { return slices.Contains(r.words, row.Role.String()) }) {
			return nil, fmt.Errorf("%s does not say what role %s means", rolesFile, row.Role)
		}
		pkg := documented(row.Ref)
		i := slices.IndexFunc(packages, func(l *library) bool { return l.Path == pkg })
		if i < 0 {
			i = len(packages)
			packages = append(packages, &library{Path: pkg})
		}
		packages[i].Rows = append(packages[i].Rows, struct{ Link, Role string }{link(row.Name, row.Ref), row.Func.String()})
	}
	slices.SortStableFunc(packages, func(a, b *library) int {
		if c := strings.Compare(origin(a.Path), origin(b.Path)); c != 0 {
			return c
		}
		return strings.Compare(a.Path, b.Path)
	})
	type served struct{ Link, Package string }
	var arguments []served
	for _, typ := range types {
		arguments = append(arguments, served{link(typ.Name, typ.Ref), documented(typ.Ref)})
	}
	var out bytes.Buffer
	err = librariesPage.Execute(&out, map[string]any{
		"GeneratedBy": generatedBy, "Roles": roles, "Types": arguments, "Packages": packages,
	})
	return out.Bytes(), err
}

// documented is the package that a reference leads to: that of the row, or the one
// that gives a name to what is internal to it.
func documented(ref string) string {
	base, _, _ := strings.Cut(ref, "#")
	return strings.TrimPrefix(base, "https://pkg.go.dev/")
}

// origin sorts the standard library before all others.
func origin(pkg string) string {
	if first, _, _ := strings.Cut(pkg, "/"); !strings.Contains(first, ".") {
		return "0"
	}
	return "1"
}

func link(name, ref string) string { return fmt.Sprintf("[%s](%s)", name, ref) }

// A role is one sentence about a role, or about several together.
type role struct {
	words []string
	text  string
}

// Words are the names of the role as people write them.
func (r role) Words() string { return "`" + strings.Join(r.words, "`, `") + "`" }

// Text is the sentence.
func (r role) Text() string { return upperFirst(cell(r.text)) }

// readRoles reads what the roles mean from the comments at their declarations, such
// as "Lock, TryLock and Unlock: a mutex."
func readRoles(filename string) ([]role, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filename, nil, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	var roles []role
	for _, decl := range file.Decls {
		decl, ok := decl.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST || !isRoles(decl) {
			continue
		}
		for _, spec := range decl.Specs {
			spec := spec.(*ast.ValueSpec)
			names[spec.Names[0].Name] = true
			before, text, ok := strings.Cut(spec.Doc.Text(), ": ")
			if !ok {
				continue // none, or one of several that are said together
			}
			var words []string
			for _, name := range strings.Fields(strings.NewReplacer(",", " ", " and ", " ").Replace(before)) {
				words = append(words, kebab(name))
			}
			roles = append(roles, role{words, text})
		}
	}
	for i := range roles {
		roles[i].text = capitalized.ReplaceAllStringFunc(roles[i].text, func(name string) string {
			if names[name] {
				return "`" + kebab(name) + "`"
			}
			return name
		})
	}
	if len(roles) == 0 {
		return nil, fmt.Errorf("%s declares no roles", filename)
	}
	return roles, nil
}

func isRoles(decl *ast.GenDecl) bool {
	first, ok := decl.Specs[0].(*ast.ValueSpec)
	if !ok {
		return false
	}
	typ, ok := first.Type.(*ast.Ident)
	return ok && typ.Name == "Role"
}

var capitalized = regexp.MustCompile(`\b[A-Z]\w*`)

// kebab writes TrySpawn as people do: try-spawn.
func kebab(name string) string {
	var out strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			out.WriteByte('-')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}
