// Package vetunit looks at what the go command asks of a vet tool, to find out
// without loading the package whether there is anything to do.
package vetunit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Unit is the part of a .cfg file that tells what is wanted of a package. A nil
// Unit stands for a request of another kind.
type Unit struct {
	Dir        string
	VetxOnly   bool   // nothing but facts is wanted
	VetxOutput string // where the facts go
	FixArchive string // where fixed files go, if they are wanted

	PackageFile map[string]string // package path -> what the compiler wrote about it
}

// Read reads a .cfg file. It returns nil if the file is none or cannot be read:
// saying what is wrong with it is left to the analysis.
func Read(file string) *Unit {
	if !strings.HasSuffix(file, ".cfg") {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	u := new(Unit)
	if err := json.Unmarshal(data, u); err != nil {
		return nil
	}
	return u
}

// FactsOnly reports whether a file of facts is all that is wanted.
func (u *Unit) FactsOnly() bool {
	return u != nil && u.VetxOnly && u.VetxOutput != "" && u.FixArchive == ""
}

// Standard reports whether the package belongs to the standard library. The go
// command sets GOROOT for its tools; where it is missing, the answer is no.
func (u *Unit) Standard() bool {
	goroot := os.Getenv("GOROOT")
	if u == nil || u.Dir == "" || goroot == "" {
		return false
	}
	rel, err := filepath.Rel(filepath.Join(goroot, "src"), u.Dir)
	return err == nil && filepath.IsLocal(rel)
}

// WriteNoFacts writes an empty file of facts.
func (u *Unit) WriteNoFacts() error {
	if err := os.WriteFile(u.VetxOutput, nil, 0o666); err != nil {
		return fmt.Errorf("writing facts: %w", err)
	}
	return nil
}
