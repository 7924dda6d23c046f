package drivers_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// unit is a package as a build system describes it to a vet tool.
type unit struct {
	unitchecker.Config
	dir string // of the fixture
}

// eachAlone drives the checks as a build system can: a process for each package that is
// not of the standard library, which reads the types that the compiler wrote, and
// the facts about the packages that are imported directly. It knows no module.
func eachAlone(t *testing.T, dir string, c config) []finding {
	t.Helper()
	var all []finding
	for _, u := range units(t, dir, c.packages) {
		all = append(all, u.analyze(t, c.flags)...)
	}
	return all
}

// units returns packages of the fixture and those that they need, each after what it
// imports. Facts are handed over once they are computed.
func units(t *testing.T, dir, packages string) []*unit {
	t.Helper()
	stdout, stderr := execute(t, dir, "go", "list", "-export", "-deps",
		"-json=ImportPath,Dir,GoFiles,Export,Standard,Imports,DepOnly,Module", packages)
	facts := t.TempDir()
	types, vetx := map[string]string{}, map[string]string{}
	var list []*unit
	for dec := json.NewDecoder(strings.NewReader(stdout)); ; {
		var p struct {
			ImportPath, Dir, Export string
			GoFiles, Imports        []string
			Standard, DepOnly       bool
			Module                  struct{ GoVersion string }
		}
		if err := dec.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("go list: %v\n%s", err, stderr)
		}
		types[p.ImportPath] = p.Export
		if p.Standard {
			continue
		}
		vetx[p.ImportPath] = filepath.Join(facts, strings.ReplaceAll(p.ImportPath, "/", ",")+".vetx")
		u := &unit{dir: dir, Config: unitchecker.Config{
			ID:          p.ImportPath,
			Compiler:    "gc",
			Dir:         p.Dir,
			ImportPath:  p.ImportPath,
			GoVersion:   "go" + p.Module.GoVersion,
			ImportMap:   map[string]string{},
			PackageFile: map[string]string{},
			PackageVetx: map[string]string{},
			VetxOnly:    p.DepOnly,
			VetxOutput:  vetx[p.ImportPath],
		}}
		for _, name := range p.GoFiles {
			u.GoFiles = append(u.GoFiles, filepath.Join(p.Dir, name))
		}
		for _, path := range p.Imports {
			u.ImportMap[path] = path
			u.PackageFile[path] = types[path]
			if vetx[path] != "" {
				u.PackageVetx[path] = vetx[path]
			}
		}
		list = append(list, u)
	}
	return list
}

// analyze runs the tool over one package.
func (u *unit) analyze(t *testing.T, flags []string) []finding {
	t.Helper()
	data, err := json.Marshal(u.Config)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "unit.cfg")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	stdout, stderr := execute(t, u.dir, program, append(append([]string{"-json"}, flags...), file)...)
	if stderr != "" {
		t.Fatalf("%s: %s", u.ImportPath, stderr)
	}
	return decode(t, u.dir, stdout)
}

// facts are the bytes that another package would read.
func (u *unit) facts(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(u.VetxOutput)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
