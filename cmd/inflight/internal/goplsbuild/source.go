package goplsbuild

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// modulePath is that of inflight.
const modulePath = "github.com/inflight-go/inflight"

// A source is where the checks come from: those that this program has.
type source struct {
	version string // of the module, if dir is ""
	dir     string // a checkout
	id      string // differs for programs that may have different checks
}

// directives are the lines of a go.mod that make the go command take the checks from there.
func (s source) directives() string {
	version := s.version
	text := ""
	if s.dir != "" {
		version = "v0.0.0"
		text = fmt.Sprintf("\nreplace %s => %s\n", modulePath, strconv.Quote(s.dir))
	}
	return fmt.Sprintf("\nrequire %s %s\n%s", modulePath, version, text)
}

// ownSource returns the source that this program was built from.
func ownSource() (source, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return source{}, errors.New("this inflight does not know what it was built from: go install builds one that does")
	}
	_, file, _, _ := runtime.Caller(0)
	s, err := sourceOf(info.Main, file)
	if err == nil && s.dir != "" {
		s.id, err = ownHash()
	}
	return s, err
}

// released matches what a version control system calls a release or a commit that others may
// have too.
var released = regexp.MustCompile(`^v\d+\.\d+\.\d+[^+]*$`)

// sourceOf tells what a program was built from, whose main module and whose path of this file
// are known.
func sourceOf(main debug.Module, file string) (source, error) {
	if main.Sum != "" { // the go command has downloaded it
		return source{version: main.Version, id: main.Version}, nil
	}
	dir := filepath.Join(filepath.Dir(file), "..", "..", "..", "..")
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err == nil && filepath.IsAbs(file) && strings.HasPrefix(string(mod), "module "+modulePath+"\n") {
		return source{dir: dir}, nil
	}
	if released.MatchString(main.Version) {
		return source{version: main.Version, id: main.Version}, nil
	}
	return source{}, fmt.Errorf("this inflight was built from a checkout that is not there any more (version %q, file %s): build it again, or get one with go install %s/cmd/inflight@latest",
		main.Version, file, modulePath)
}

// ownHash returns a hash of this program.
func ownHash() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}
