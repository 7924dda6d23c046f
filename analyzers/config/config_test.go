package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// lay lays files out in a new directory.
func lay(t *testing.T, files string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(files)).Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const plugin = `version: "2"
linters:
  settings:
    custom:
      inflight:
        type: module
        settings:
          level: audit
`

func TestFind(t *testing.T) {
	for name, test := range map[string]struct{ files, file, level string }{
		"nothing":                    {"-- a/b/x.go --\n", "", ""},
		"here":                       {"-- a/b/.inflight.yml --\nlevel: audit\n", "a/b/.inflight.yml", "audit"},
		"above":                      {"-- .inflight.yaml --\nlevel: audit\n-- a/b/x.go --\n", ".inflight.yaml", "audit"},
		"the nearest":                {"-- .inflight.yml --\nlevel: audit\n-- a/.inflight.yml --\nlevel: strong\n-- a/b/x.go --\n", "a/.inflight.yml", "strong"},
		"empty":                      {"-- a/b/.inflight.yml --\n# nothing yet\n", "a/b/.inflight.yml", ""},
		"the plugin's":               {"-- .golangci.yml --\n" + plugin + "-- a/b/x.go --\n", ".golangci.yml", "audit"},
		"own before the plugin's":    {"-- .inflight.yml --\nlevel: strong\n-- a/b/.golangci.yml --\n" + plugin, ".inflight.yml", "strong"},
		"the plugin without":         {"-- .golangci.yml --\n" + plugin + "-- a/b/.golangci.yml --\nversion: \"2\"\n", "", ""},
		"JSON":                       {"-- a/b/.golangci.json --\n" + `{"linters": {"settings": {"custom": {"inflight": {"settings": {"level": "audit"}}}}}}` + "\n", "a/b/.golangci.json", "audit"},
		"TOML of other linters":      {"-- a/b/.golangci.toml --\nversion = \"2\"\n", "", ""},
		"a directory of that name":   {"-- a/b/.inflight.yml/x --\n", "", ""},
		"numbers where text belongs": {"-- a/b/.inflight.yml --\nlevel: strong\nlimit: 16\n", "a/b/.inflight.yml", "strong"},
	} {
		dir := lay(t, test.files)
		f, err := Find(filepath.Join(dir, "a", "b"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file, level := "", ""
		if f != nil {
			rel, _ := filepath.Rel(dir, f.Path)
			file, level = filepath.ToSlash(rel), f.Settings.Level
			if f.Has["level"] != (level != "") {
				t.Errorf("%s: the keys are %v", name, f.Has)
			}
		}
		if file != test.file || level != test.level {
			t.Errorf("%s: %s with level %q, want %s with level %q", name, file, level, test.file, test.level)
		}
	}
}

func TestReadRefused(t *testing.T) {
	for name, test := range map[string]struct{ file, text, want string }{
		"no file":            {"", "", "no such file"},
		"no YAML":            {".inflight.yml", "level: [", "line 1"},
		"a key twice":        {".inflight.yml", "level: data\nlevel: audit\n", `line 2: mapping key "level" already defined`},
		"an unknown key":     {".inflight.yml", "levels: audit\n", `unknown key "levels": did you mean "level"?`},
		"a wrong value":      {".inflight.yml", "level: loud\n", `level: unknown level "loud"`},
		"an unknown check":   {".inflight.yml", "disable: [fanin]\n", `disable[0]: there is no check "fanin": did you mean "fanout"?`},
		"a wrong row":        {".inflight.yml", "rows: [x=y]\n", `rows: `},
		"a key of no text":   {".inflight.yml", "1: 2\n", "maps with text as keys"},
		"the plugin's block": {".golangci.yml", strings.Replace(plugin, "level:", "levl:", 1), `linters.settings.custom.inflight.settings: unknown key "levl"`},
		"TOML":               {".golangci.toml", "[linters.settings.custom.inflight.settings]\nlevel = \"audit\"\n", "write them to .inflight.yml"},
	} {
		path := filepath.Join(t.TempDir(), "none")
		if test.file != "" {
			path = filepath.Join(lay(t, "-- "+test.file+" --\n"+test.text), test.file)
		}
		_, err := Read(path)
		if err == nil || !strings.HasPrefix(err.Error(), path+": ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with the path and %q", name, err, test.want)
		}
	}
}
