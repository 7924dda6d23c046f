package editors

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
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
	cmd.Env = append(os.Environ(), "FILE="+file, "OUT="+out, "FIX="+fix, "PATH="+filepath.Dir(inflight)+string(os.PathListSeparator)+os.Getenv("PATH"))
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

func TestNeovim(t *testing.T) {
	drive(t, editor{
		needs:   "the Debian package neovim",
		program: "nvim",
		args:    []string{"--headless", "-n", "-u", here(t, "settings/neovim.lua"), "-S", here(t, "drive/neovim.lua")},
		bytes:   true, // as of 0.7
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
	drive(t, editor{
		needs:   needs,
		program: "emacs",
		args:    append(args, "-l", here(t, "settings/emacs.el"), "-l", here(t, "drive/emacs.el")),
	})
}

func TestVimWithALE(t *testing.T) {
	const needs = "the Debian packages vim and vim-ale"
	if _, err := os.Stat("/usr/share/vim-ale"); err != nil {
		t.Fatalf("%v: this test needs %s", err, needs)
	}
	drive(t, editor{
		needs:   needs,
		program: "vim",
		args:    []string{"-es", "-n", "-u", here(t, "settings/ale.vim"), "-S", here(t, "drive/ale.vim")},
		// ALE 3.3 leaves out the source of a finding when it asks for fixes. gopls takes it for
		// another finding then.
		unfixed: true,
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
		drive(t, editor{
			needs: needs, program: "node", args: []string{here(t, "drive/vscode.mjs")},
			env: []string{"SERVER=" + string(command)},
		})
	})
}
