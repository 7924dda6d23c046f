package lsp

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPackageName(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		name, saved, typed string // of a file
		want               string
	}{
		{"a.go", "package a\n", "package a\n", "a"},
		{"a.go", "package a\n", "package b\n", "b"},
		{"a.go", "package a\n", "package \n", ""},
		{"a.go", "//go:build ignore\n\npackage main\n", "//go:build ignore\n\npackage main\n", ""},
		{"a_test.go", "package a_test\n", "package a_test\n", "a"},
		{"a_plan9.go", "package a\n", "package a\n", ""},
	} {
		path := filepath.Join(dir, test.name)
		if err := os.WriteFile(path, []byte(test.saved), 0o666); err != nil {
			t.Fatal(err)
		}
		docs := map[string]*document{path: {path: path, text: newText(test.typed)}}
		if name := packageName(dir, docs); name != test.want {
			t.Errorf("%s with %q: the package is %q, want %q", test.name, test.typed, name, test.want)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}
