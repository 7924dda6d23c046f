package lsp

import (
	"crypto/sha256"
	"fmt"
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

// write returns which files stand in for those that are not saved.
func (o *overlay) write(docs []*document) (map[string]string, error) {
	replace := map[string]string{}
	for _, d := range docs {
		if saved, err := os.ReadFile(d.path); err == nil && string(saved) == d.text.content {
			continue
		}
		file := filepath.Join(o.dir, folder(d.path), filepath.Base(d.path))
		if o.written[file] != d.text {
			if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
				return nil, err
			}
			if err := os.WriteFile(file, []byte(d.text.content), 0o600); err != nil {
				return nil, err
			}
			o.written[file] = d.text
		}
		replace[d.path] = file
	}
	return replace, nil
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
