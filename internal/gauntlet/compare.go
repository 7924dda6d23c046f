package gauntlet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// CheckBefore says what is wrong with a run of a program as it is written. One that
// is broken then has no such run.
func CheckBefore(c Case, o Outcome) error {
	if err := o.failure(c); err != nil || c.Crash != "" {
		return err
	}
	asked := c
	if c.Silent {
		asked.Errors = nil
	}
	errs := []error{asked.checkOutcome(o)}
	if c.K > 0 && c.atOnce(o) <= c.limit(o) {
		errs = append(errs, fmt.Errorf("%d %s at once, want more than %d: there is nothing to limit",
			c.atOnce(o), c.Count, c.limit(o)))
	}
	if c.Stuck && o.Stuck == 0 {
		errs = append(errs, errors.New("no goroutine waits for ever: there is nothing to fix"))
	}
	return errors.Join(errs...)
}

// Compare says what is wrong with a run of a fixed program, compared with one as
// it was written. If that is broken, there is nothing to compare with, and before
// is not looked at.
func Compare(c Case, before, after Outcome) error {
	if !c.Broken {
		if err := CheckBefore(c, before); err != nil {
			return fmt.Errorf("before the fix: %w", err)
		}
	}
	if err := after.failure(c); err != nil || c.Crash != "" {
		return err
	}
	errs := []error{c.checkOutcome(after)}
	if n := c.atOnce(after); c.K > 0 && n > c.limit(after) {
		errs = append(errs, fmt.Errorf("%d %s at once, want at most %d", n, c.Count, c.limit(after)))
	}
	if c.Count == "work" && c.K > 1 && after.Peak < 2 {
		errs = append(errs, errors.New("one piece of work after the other: nothing is concurrent any more"))
	}
	if c.Stuck && after.Leaked > 0 {
		errs = append(errs, fmt.Errorf("%d goroutines are left behind, %d of them wait for ever", after.Leaked, after.Stuck))
	}
	if c.Broken || c.Silent {
		return errors.Join(errs...) // they are not to be alike
	}
	if x, y := c.result(before), c.result(after); !bytes.Equal(x, y) {
		errs = append(errs, fmt.Errorf("before the fix, the result was:\n%s\nnow it is:\n%s", x, y))
	}
	if !slices.Equal(before.Kinds, after.Kinds) {
		errs = append(errs, fmt.Errorf("before the fix, the error was %q: %s\nnow it is %q: %s",
			before.Kinds, before.Error, after.Kinds, after.Error))
	}
	if c.Message == "equal" && !slices.Equal(lines(before.Error), lines(after.Error)) {
		errs = append(errs, fmt.Errorf("before the fix, the error was:\n%s\nnow it is:\n%s", before.Error, after.Error))
	}
	if !c.Stuck && after.Leaked > 0 && before.Leaked == 0 {
		errs = append(errs, fmt.Errorf("%d goroutines are left behind", after.Leaked))
	}
	return errors.Join(errs...)
}

// checkOutcome holds a run to what the program says of itself.
func (c Case) checkOutcome(o Outcome) error {
	var errs []error
	if (len(c.Errors) == 0) != (o.Error == "") {
		errs = append(errs, fmt.Errorf("error %q, want %q", o.Error, c.Errors))
	}
	for _, kind := range c.Errors {
		if !slices.Contains(o.Kinds, kind) {
			errs = append(errs, fmt.Errorf("error of kind %q, want %s: %s", o.Kinds, kind, o.Error))
		}
	}
	if o.Running > 0 && !c.Leaves {
		errs = append(errs, fmt.Errorf("it returns while %d pieces of work are under way", o.Running))
	}
	return errors.Join(errs...)
}

func (c Case) atOnce(o Outcome) int {
	if c.Count == "goroutines" {
		return o.Goroutines
	}
	return o.Peak
}

// limit returns how much there may be at once after the fix.
func (c Case) limit(o Outcome) int {
	if c.Count == "goroutines" {
		// A request of a piece of work takes up to three more for a moment, and
		// what has given back its token is a moment later gone.
		return o.Idle + 4*c.K + 8
	}
	return c.K
}

// result returns the result, in one order if the order is free.
func (c Case) result(o Outcome) []byte {
	var list []json.RawMessage
	if c.Result == "partial" {
		return nil
	}
	if c.Order == "fixed" || json.Unmarshal(o.Result, &list) != nil {
		return o.Result
	}
	slices.SortFunc(list, func(x, y json.RawMessage) int { return bytes.Compare(x, y) })
	return slices.Concat([]byte("["), bytes.Join(toBytes(list), []byte(",")), []byte("]"))
}

func toBytes(list []json.RawMessage) [][]byte {
	var all [][]byte
	for _, item := range list {
		all = append(all, item)
	}
	return all
}

func lines(text string) []string {
	list := strings.Split(text, "\n")
	slices.Sort(list)
	return list
}
