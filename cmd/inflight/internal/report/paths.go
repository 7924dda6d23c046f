package report

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// relativeTo shortens a path as the go command does: relative to the directory
// unless that is longer, as for files in the module cache.
func relativeTo(dir, path string) string {
	if dir == "" {
		return path
	}
	if rel, err := filepath.Rel(dir, path); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}

// inside returns the path relative to the directory, with forward slashes. ok is
// false if the file is not in there.
func inside(dir, path string) (rel string, ok bool) {
	if dir == "" {
		return "", false
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// Root returns the directory to which paths in and around dir are relative
// wherever the code is checked out: the root of the repository, or of the module
// if there is no repository. It is empty if there is neither.
func Root(dir string) string {
	if root := above(dir, ".git"); root != "" { // a file in work trees and submodules
		return root
	}
	return above(dir, "go.mod")
}

// above returns the directory that has an entry of that name: dir, or the
// nearest one above it.
func above(dir, name string) string {
	for dir != "" {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return ""
}

// fromRoot returns a path as programs want it that look at a repository as a
// whole: relative to its root if it is in there.
func (r *Report) fromRoot(path string) string {
	root := Root(r.Dir)
	if root == "" {
		root = r.Dir
	}
	if rel, ok := inside(root, path); ok {
		return rel
	}
	return filepath.ToSlash(path)
}

// fileURI returns the URI of an absolute path.
func fileURI(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a Windows drive
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// relativeURI returns a relative path with forward slashes as a URI.
func relativeURI(path string) string { return (&url.URL{Path: path}).String() }
