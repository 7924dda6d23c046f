package editors

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// What editors must show, step by step: the file as it is, with an edit, without it again, and
// with the first fix of the first finding.
const transcript = `opened: 14 LOOP; 26 LIB
edited: 14 LOOP
restored: 14 LOOP; 26 LIB
fixed: 30 LIB
`

// An editor is one under test.
type editor struct {
	needs   string // what has to be installed for it
	env     []string
	program string
	args    []string
	// bytes says that it takes the columns of a server for bytes, so that it finds no fix where
	// there is more than ASCII before a finding.
	bytes bool
	// unfixed says that it cannot ask the server for the fix.
	unfixed bool
}

// drive runs an editor over a copy of the fixture and compares what it shows.
func drive(t *testing.T, e editor) {
	t.Helper()
	if _, err := exec.LookPath(e.program); err != nil {
		t.Fatalf("%v: this test needs %s", err, e.needs)
	}
	dir := fixture(t, nil)
	file, out := filepath.Join(dir, "crawl", "crawl.go"), filepath.Join(t.TempDir(), "out")
	if e.bytes {
		replace(t, file, "/* é𝒳 */ ", "")
	}
	want, fix := transcript, "yes"
	if e.unfixed {
		want, fix = want[:strings.Index(want, "fixed: ")], "no"
	}
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, e.program, e.args...)
	path := filepath.Dir(inflight) + string(os.PathListSeparator) + plainGopls(t) + string(os.PathListSeparator) + os.Getenv("PATH")
	cmd.Env = append(os.Environ(), "FILE="+file, "OUT="+out, "FIX="+fix, "PATH="+path)
	cmd.Env = append(cmd.Env, e.env...)
	cmd.Dir = dir
	cmd.WaitDelay = 5 * time.Second
	printed, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, printed)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	want = strings.NewReplacer("LOOP", message(loop), "LIB", message(viaLib)).Replace(want)
	if string(got) != want {
		t.Fatalf("the editor shows\n%s\nwant\n%s\nit prints\n%s", got, want, printed)
	}
	if e.unfixed {
		return
	}
	if text, err := os.ReadFile(file); err != nil || !strings.Contains(string(text), "sem <- struct{}{}\n\t\twg.Add(1)\n") {
		t.Errorf("the file after the fix: %v\n%s", err, text)
	}
	output(t, dir, "go", "build", "./...")
	if unformatted := output(t, dir, "gofmt", "-l", "."); unformatted != "" {
		t.Errorf("gofmt is needed after the fix on %s", unformatted)
	}
}

// plainGopls returns a folder with a gopls that finds nothing of ours in the fixture, for editors
// that have inflight lsp beside it.
func plainGopls(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	script := "#!/bin/sh\nINFLIGHT_FLAGS=-readall=true exec '" + gopls + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(dir, "gopls"), []byte(script), 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// replace replaces text in a file.
func replace(t *testing.T, file, before, after string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), before, after)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// message is that of a finding, without where it is.
func message(finding string) string {
	_, text, _ := strings.Cut(finding, "%s: ")
	return text
}

func here(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// eachSettings runs a test with the settings of an editor for every server, from the file that
// docs/editors.md shows.
func eachSettings(t *testing.T, name string, test func(t *testing.T, file string)) {
	for _, s := range servers() {
		file := name
		if s.name != "gopls" {
			extension := filepath.Ext(name)
			file = strings.TrimSuffix(name, extension) + "-" + s.name + extension
		}
		t.Run(s.name, func(t *testing.T) { test(t, here(t, "settings/"+file)) })
	}
}

func TestNeovim(t *testing.T) {
	eachSettings(t, "neovim.lua", func(t *testing.T, settings string) {
		drive(t, editor{
			needs:   "the Debian package neovim",
			program: "nvim",
			args:    []string{"--headless", "-n", "-u", settings, "-S", here(t, "drive/neovim.lua")},
			bytes:   true, // as of 0.7
		})
	})
}

func TestEmacs(t *testing.T) {
	const needs = "the Debian packages emacs-nox and elpa-eglot"
	args := []string{"-Q", "--batch"}
	for _, name := range []string{"eglot", "project", "seq", "xref"} {
		found, _ := filepath.Glob("/usr/share/emacs/site-lisp/elpa-src/" + name + "-*")
		if len(found) == 0 {
			t.Fatalf("%s is not there: this test needs %s", name, needs)
		}
		args = append(args, "-L", found[0])
	}
	eachSettings(t, "emacs.el", func(t *testing.T, settings string) {
		drive(t, editor{
			needs:   needs,
			program: "emacs",
			args:    append(slices.Clip(args), "-l", settings, "-l", here(t, "drive/emacs.el")),
		})
	})
}

func TestVimWithALE(t *testing.T) {
	const needs, folder = "the Debian packages vim and vim-ale", "/usr/share/vim-ale"
	if _, err := os.Stat(folder); err != nil {
		t.Fatalf("%v: this test needs %s", err, needs)
	}
	eachSettings(t, "ale.vim", func(t *testing.T, settings string) {
		drive(t, editor{
			needs:   needs,
			program: "vim",
			args:    []string{"-N", "-es", "-n", "-i", "NONE", "--cmd", "set runtimepath^=" + folder, "-u", settings, "-S", here(t, "drive/ale.vim")},
			// ALE 3.3 leaves out the source of a finding when it asks for fixes. gopls takes it
			// for another finding then.
			unfixed: filepath.Base(settings) == "ale.vim",
			bytes:   true,
		})
	})
}

func TestVSCodeClient(t *testing.T) {
	const needs = "the Debian packages nodejs and npm, and what npm ci installs in testdata/editors/vscode"
	if _, err := os.Stat("vscode/node_modules"); err != nil {
		t.Fatalf("%v: this test needs %s", err, needs)
	}
	each(t, func(t *testing.T, s server) {
		command, err := json.Marshal(s.command)
		if err != nil {
			t.Fatal(err)
		}
		settings, err := json.Marshal(s.settings)
		if err != nil {
			t.Fatal(err)
		}
		drive(t, editor{
			needs: needs, program: "node", args: []string{here(t, "drive/vscode.mjs")},
			env: []string{"SERVER=" + string(command), "SETTINGS=" + string(settings)},
		})
	})
}
