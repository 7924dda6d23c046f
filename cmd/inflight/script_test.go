package main_test

import (
	"bytes"
	"errors"
	"go/version"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestScripts runs the scripts under testdata/script at the top of the
// repository. A script is a txtar archive: the files are laid out in an empty
// directory, and the comment before them is run there line by line:
//
//	inflight args...      run the program; it must exit 0
//	go args...            run the go command; it must exit 0
//	exit N command...     the same, and the exit code must be N
//	stdout [file]         the last standard output is that file, or is empty
//	stderr [file]         the last standard error is that file, or is empty
//	stdout-has text       the last standard output contains the text
//	stderr-has text       the last standard error contains the text
//	same file file        both files have the same content
//	different file file   they have not
//	copy file file        replace the second file by a copy of the first
//	remove file           remove the file or directory
//	save file             write the last standard output to the file
//	env NAME=value        set a variable for the commands that follow
//	cd dir                change the directory for the commands that follow
//	since version         leave the rest out if Go is older
//
// A line of an expected file that ends in "..." matches any line with that
// beginning: the wording of a check is tested with the check. $WORK is the
// directory of the script, $INFLIGHT the program; in single quotes, spaces do
// not separate arguments.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("../../testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no scripts")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := &script{t: t, work: unpack(t, archive)}
			s.dir = s.work
			for i, line := range strings.Split(string(archive.Comment), "\n") {
				if v, ok := strings.CutPrefix(line, "since "); ok {
					if version.Compare(runtime.Version(), v) < 0 {
						break
					}
				} else if line != "" && !strings.HasPrefix(line, "#") {
					s.where = file + ":" + strconv.Itoa(i+1) + ": " + line
					s.line(s.words(line))
				}
			}
		})
	}
}

// unpack lays the files of an archive out in a new directory.
func unpack(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	// go vet reports paths without symbolic links in them.
	work, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		path := filepath.Join(work, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return work
}

type script struct {
	t         *testing.T
	where     string // the line that runs
	work, dir string
	env       []string

	stdout, stderr string // of the last command
}

// words splits a line at spaces, but not in single quotes, and expands
// variables.
func (s *script) words(line string) []string {
	var words []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 0 {
			words = append(words, strings.Fields(part)...)
		} else {
			words = append(words, part)
		}
	}
	for i, w := range words {
		words[i] = os.Expand(w, func(name string) string {
			switch name {
			case "WORK":
				return s.work
			case "INFLIGHT":
				return program
			}
			return ""
		})
	}
	return words
}

func (s *script) line(words []string) {
	switch cmd, args := words[0], words[1:]; cmd {
	case "inflight", "go":
		s.run(0, cmd, args)
	case "exit":
		want, err := strconv.Atoi(args[0])
		if err != nil {
			s.t.Fatalf("%s: %v", s.where, err)
		}
		s.run(want, args[1], args[2:])
	case "stdout":
		s.compare("standard output", s.stdout, args)
	case "stderr":
		s.compare("standard error", s.stderr, args)
	case "stdout-has":
		s.contains(s.stdout, strings.Join(args, " "))
	case "stderr-has":
		s.contains(s.stderr, strings.Join(args, " "))
	case "same":
		if a, b := s.read(args[0]), s.read(args[1]); a != b {
			s.t.Fatalf("%s: they differ:\n%s\n%s", s.where, a, b)
		}
	case "different":
		if s.read(args[0]) == s.read(args[1]) {
			s.t.Fatalf("%s: they are the same:\n%s", s.where, s.read(args[0]))
		}
	case "copy":
		s.write(args[1], s.read(args[0]))
	case "remove":
		if err := os.RemoveAll(filepath.Join(s.work, args[0])); err != nil {
			s.t.Fatalf("%s: %v", s.where, err)
		}
	case "save":
		s.write(args[0], s.stdout)
	case "env":
		s.env = append(s.env, args...)
	case "cd":
		s.dir = filepath.Join(s.work, args[0])
	default:
		s.t.Fatalf("%s: unknown command", s.where)
	}
}

func (s *script) contains(output, text string) {
	if !strings.Contains(output, text) {
		s.t.Fatalf("%s: not in the output:\n%s", s.where, output)
	}
}

func (s *script) run(want int, name string, args []string) {
	if name == "inflight" {
		name = program
	}
	var code int
	s.stdout, s.stderr, code = execute(s.t, s.dir, s.env, name, args...)
	if code != want {
		s.t.Fatalf("%s: exit code %d, want %d\n%s%s", s.where, code, want, s.stdout, s.stderr)
	}
}

// execute runs a command with the settings of the go command that the tests
// expect, and then those of env.
func execute(t *testing.T, dir string, env []string, name string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOFLAGS=", "GOWORK=off")
	cmd.Env = append(cmd.Env, env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func (s *script) read(name string) string {
	data, err := os.ReadFile(filepath.Join(s.work, name))
	if err != nil {
		s.t.Fatalf("%s: %v", s.where, err)
	}
	return string(data)
}

func (s *script) write(name, content string) {
	name = filepath.Join(s.work, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		s.t.Fatalf("%s: %v", s.where, err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		s.t.Fatalf("%s: %v", s.where, err)
	}
}

// compare fails the test unless got is what the file says.
func (s *script) compare(what, got string, args []string) {
	want := ""
	if len(args) > 0 {
		want = s.read(args[0])
	}
	got = strings.ReplaceAll(got, s.work, "$WORK")
	same := slices.EqualFunc(strings.Split(got, "\n"), strings.Split(want, "\n"), func(got, want string) bool {
		beginning, open := strings.CutSuffix(want, "...")
		return got == want || open && strings.HasPrefix(got, beginning)
	})
	if !same {
		s.t.Fatalf("%s: %s is\n%s\nwant\n%s", s.where, what, got, want)
	}
}
