// Package toolwatch stands between the go command and its tools, to see which packages
// a vet tool analyzes and what that takes. A program that is to do so calls [Main]
// first, and starts the go command with what [Env] returns.
package toolwatch

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// variable names the file to write to.
const variable = "INFLIGHT_TOOLWATCH"

// Env returns the settings under which a go command has all its tools run by this
// program, and notes on vet tools go to the file.
func Env(log string) ([]string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if strings.ContainsAny(self, " \t'\"") {
		return nil, fmt.Errorf("GOFLAGS cannot hold the name of this program: %s", self)
	}
	return []string{"GOFLAGS=-toolexec=" + self, variable + "=" + log}, nil
}

// Main runs the tool that the go command has asked for, and does not return, if this
// process stands in front of one.
func Main() {
	log := os.Getenv(variable)
	if log == "" || len(os.Args) < 2 {
		return
	}
	os.Exit(run(log, os.Args[1:]))
}

func run(log string, command []string) int {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if strings.HasSuffix(command[len(command)-1], ".cfg") {
		p := Process{
			Package: os.Getenv("TOOLEXEC_IMPORTPATH"),
			Memory:  Memory(cmd.ProcessState),
			CPU:     cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(),
		}
		if err := p.note(log); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return cmd.ProcessState.ExitCode()
}

// Process is one run of a vet tool on one package.
type Process struct {
	Package string // with its variant, if it is one for a test
	Memory  int64  // most in use at once, in bytes; 0 where the system does not say
	CPU     time.Duration
}

// note adds a line to the file. Several processes do so at a time.
func (p Process) note(log string) error {
	f, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%d %d\t%s\n", p.Memory, p.CPU, p.Package)
	return errors.Join(err, f.Close())
}

// Read returns the processes that are noted in the file. If there were none there is no
// file.
func Read(log string) ([]Process, error) {
	f, err := os.Open(log)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []Process
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var p Process
		numbers, pkg, _ := strings.Cut(lines.Text(), "\t")
		if _, err := fmt.Sscan(numbers, &p.Memory, &p.CPU); err != nil {
			return nil, fmt.Errorf("%s: %q: %w", log, lines.Text(), err)
		}
		p.Package = pkg
		all = append(all, p)
	}
	return all, lines.Err()
}
