// Package config finds and reads the file that settings come from when no flag says
// otherwise: .inflight.yml, or what stands in .golangci.yml for the linter plugin.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/inflight-go/inflight/analyzers"
)

// FlagsVariable is the environment variable that hands settings to a gopls with the checks in
// it: flags as inflight config flags prints them, one a line. If it is set, no file is read.
const FlagsVariable = "INFLIGHT_FLAGS"

// A File is a configuration file with settings in it.
type File struct {
	Path     string
	Settings analyzers.Settings
	// Has has the keys of Settings that the file sets.
	Has map[string]bool
}

// The names of the files, in the order in which they count within a directory.
var (
	own      = []string{".inflight.yml", ".inflight.yaml"}
	golangci = []string{".golangci.yml", ".golangci.yaml", ".golangci.toml", ".golangci.json"} // as golangci-lint looks for them
)

// Find reads the file that holds for a directory: the nearest .inflight.yml there or above,
// else the nearest .golangci.yml if that has settings for the plugin. It returns nil if
// there is none.
func Find(dir string) (*File, error) {
	for _, names := range [][]string{own, golangci} {
		path, err := nearest(dir, names)
		if err != nil {
			return nil, err
		}
		if path != "" {
			return Read(path)
		}
	}
	return nil, nil
}

// nearest returns the path of the file of one of the names in dir or above, or "".
func nearest(dir string, names []string) (string, error) {
	for {
		for _, name := range names {
			path := filepath.Join(dir, name)
			switch info, err := os.Stat(path); {
			case err == nil && info.Mode().IsRegular(): // reading a pipe or a device may never end
				return path, nil
			case err != nil && !errors.Is(err, fs.ErrNotExist):
				return "", err
			}
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// Read reads a file: as one of golangci-lint if it is named like one, and then it returns
// nil if the file has no settings for the plugin. All keys must be known, and all values
// valid. An error names the file and the key.
func Read(path string) (*File, error) {
	f, err := read(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

func read(path string) (*File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, errors.Unwrap(err) // which has no path
	}
	if filepath.Ext(path) == ".toml" {
		if bytes.Contains(data, []byte("custom.inflight")) {
			return nil, errors.New("settings in TOML cannot be read: write them to .inflight.yml beside it")
		}
		return nil, nil
	}
	var tree any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	where := ""
	if isGolangci(path) {
		for _, key := range []string{"linters", "settings", "custom", "inflight", "settings"} {
			node, _ := tree.(map[string]any)
			if tree = node[key]; tree == nil {
				return nil, nil
			}
		}
		where = "linters.settings.custom.inflight.settings: "
	}
	f := &File{Path: path, Has: map[string]bool{}}
	if f.Settings, err = analyzers.DecodeSettings(tree); err == nil {
		_, err = analyzers.New(f.Settings)
	}
	if err != nil {
		return nil, fmt.Errorf("%s%w", where, err)
	}
	keys, _ := tree.(map[string]any)
	for key, value := range keys {
		f.Has[key] = value != nil
	}
	return f, nil
}

// isGolangci tells by the name: .golangci.yml, but also .golangci.ci.yml and the like.
func isGolangci(path string) bool { return strings.HasPrefix(filepath.Base(path), ".golangci.") }
