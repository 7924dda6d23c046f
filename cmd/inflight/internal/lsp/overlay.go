package lsp

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"strings"
)

// An overlay is a folder with what has been typed and not saved, a file for each document.
//
// The go command keeps results by the content of files and not by their names, so that it
// may answer with a name of the folder of another run. Each file lies in a folder that is
// named after the real one, by which that is found again.
type overlay struct {
	dir     string
	written map[string]*text // what a file holds
}

func (o *overlay) open() (err error) {
	o.written = map[string]*text{}
	o.dir, err = os.MkdirTemp("", overlayPrefix)
	return err
}

const overlayPrefix = "inflight-lsp-"

func (o *overlay) close() { _ = os.RemoveAll(o.dir) }

// write lays the documents out that are not saved, and returns the file that tells the go
// command of them.
func (o *overlay) write(docs map[string]*document) (string, error) {
	replace := map[string]string{}
	for _, d := range docs {
		if saved, err := os.ReadFile(d.path); err == nil && string(saved) == d.text.content {
			continue
		}
		file := filepath.Join(o.dir, folder(d.path), filepath.Base(d.path))
		if err := o.put(file, d.text); err != nil {
			return "", err
		}
		replace[d.path] = file
	}
	for _, dir := range dirsOf(docs) {
		name := packageName(dir)
		if name == "" {
			continue
		}
		file := filepath.Join(o.dir, folder(dir), name+".go")
		if err := o.put(file, newText("package "+name+"\n")); err != nil {
			return "", err
		}
		replace[filepath.Join(dir, ownTest)] = file
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list := filepath.Join(o.dir, "overlay.json")
	return list, os.WriteFile(list, data, 0o600)
}

// ownTest is a test file without tests that each open package is given.
//
// As of Go 1.26, of a package that was analyzed as a dependency, for its facts alone, go
// vet says that nothing is found in it when it is asked for the findings. With a test of
// its own a package is never the same as what others depend upon.
const ownTest = "zz_inflight_editor_test.go"

// packageName returns the name of the package in a directory, "" if that is not clear.
func packageName(dir string) string {
	p, err := build.ImportDir(dir, 0)
	if err != nil {
		return ""
	}
	return p.Name
}

// put writes a file unless it holds the text already.
func (o *overlay) put(file string, t *text) error {
	if have := o.written[file]; have != nil && have.content == t.content {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(t.content), 0o600); err != nil {
		return err
	}
	o.written[file] = t
	return nil
}

// original returns the real name of a file that the go command has named: one of those
// in dirs, if it is of an overlay.
func original(file string, dirs []string) string {
	folderOf := filepath.Dir(file)
	if !strings.HasPrefix(filepath.Base(filepath.Dir(folderOf)), overlayPrefix) {
		return file
	}
	for _, dir := range dirs {
		if path := filepath.Join(dir, filepath.Base(file)); folder(path) == filepath.Base(folderOf) {
			return path
		}
	}
	return file
}

// folder is the name of the folder for a file.
func folder(path string) string {
	sum := sha256.Sum256([]byte(path))
	return fmt.Sprintf("%x", sum[:12])
}
