package gauntlet

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCompare(t *testing.T) {
	base := Case{K: 16, Order: "fixed", Count: "work", Result: "equal", Message: "any"}
	before := Outcome{Result: json.RawMessage("[1,2]"), Peak: 300, Goroutines: 500, Idle: 5}
	after := Outcome{Result: json.RawMessage("[1,2]"), Peak: 16, Goroutines: 30, Idle: 5}

	for name, test := range map[string]struct {
		change func(c *Case, before, after *Outcome)
		want   string // part of the error, "" for none
	}{
		"same":           {func(*Case, *Outcome, *Outcome) {}, ""},
		"hang before":    {func(_ *Case, b, _ *Outcome) { b.Hung, b.Stderr = true, "stacks" }, "before the fix: it hangs:\nstacks"},
		"hang after":     {func(_ *Case, _, a *Outcome) { a.Hung = true }, "it hangs"},
		"race":           {func(_ *Case, _, a *Outcome) { a.Exit, a.Stderr = 66, "DATA RACE" }, "exit code 66:\nDATA RACE"},
		"output":         {func(_ *Case, _, a *Outcome) { a.Stderr = "http: panic serving" }, "it prints:\nhttp: panic serving"},
		"little before":  {func(_ *Case, b, _ *Outcome) { b.Peak = 16 }, "nothing to limit"},
		"much after":     {func(_ *Case, _, a *Outcome) { a.Peak = 17 }, "17 work at once, want at most 16"},
		"one by one":     {func(_ *Case, _, a *Outcome) { a.Peak = 1 }, "nothing is concurrent"},
		"one is allowed": {func(c *Case, _, a *Outcome) { c.K, a.Peak = 1, 1 }, ""},
		"goroutines":     {func(c *Case, _, a *Outcome) { c.Count, a.Peak = "goroutines", 40 }, ""},
		"many goroutines": {func(c *Case, _, a *Outcome) { c.Count, a.Goroutines = "goroutines", 400 },
			"400 goroutines at once, want at most 77"},
		"other result": {func(_ *Case, _, a *Outcome) { a.Result = json.RawMessage("[2,1]") }, "the result was:\n[1,2]\nnow it is:\n[2,1]"},
		"other order":  {func(c *Case, _, a *Outcome) { c.Order, a.Result = "free", json.RawMessage("[2,1]") }, ""},
		"one more": {func(c *Case, _, a *Outcome) { c.Order, a.Result = "free", json.RawMessage("[2,1,1]") },
			"now it is:\n[1,1,2]"},
		"partial":     {func(c *Case, _, a *Outcome) { c.Result, a.Result = "partial", nil }, ""},
		"no error":    {func(c *Case, _, _ *Outcome) { c.Errors = []string{"odd"} }, `error "", want ["odd"]`},
		"an error":    {func(_ *Case, _, a *Outcome) { a.Error, a.Kinds = "x", []string{"other"} }, `error "x", want []`},
		"other error": {both("odd", "element 13", "canceled", "stopped"), "want odd: stopped"},
		"more kinds": {func(c *Case, b, a *Outcome) {
			both("odd", "x", "odd", "x")(c, b, a)
			a.Kinds = append(a.Kinds, "canceled")
		}, `now it is ["odd" "canceled"]`},
		"other text": {both("odd", "element 13", "odd", "element 110"), ""},
		"text counts": {func(c *Case, b, a *Outcome) {
			both("odd", "element 13\nelement 110", "odd", "element 110")(c, b, a)
			c.Message = "equal"
		}, "the error was:\nelement 13\nelement 110\nnow it is:\nelement 110"},
		"text in another order": {func(c *Case, b, a *Outcome) {
			both("odd", "element 13\nelement 110", "odd", "element 110\nelement 13")(c, b, a)
			c.Message = "equal"
		}, ""},
		"still running":     {func(_ *Case, _, a *Outcome) { a.Running = 3 }, "returns while 3 pieces"},
		"may be running":    {func(c *Case, _, a *Outcome) { c.Leaves, a.Running = true, 3 }, ""},
		"leaked":            {func(_ *Case, _, a *Outcome) { a.Leaked = 2 }, "2 goroutines are left behind"},
		"leaked before too": {func(_ *Case, b, a *Outcome) { b.Leaked, a.Leaked = 9, 2 }, ""},
		"stuck before":      {func(c *Case, b, _ *Outcome) { c.Stuck, b.Leaked, b.Stuck = true, 9, 9 }, ""},
		"stuck, no limit": {func(c *Case, b, a *Outcome) {
			c.Stuck, c.K, b.Leaked, b.Stuck, a.Peak = true, 0, 9, 9, 300
		}, ""},
		"not stuck before": {func(c *Case, b, _ *Outcome) { c.Stuck, b.Leaked = true, 9 }, "before the fix: no goroutine waits for ever"},
		"stuck after": {func(c *Case, b, a *Outcome) { c.Stuck, b.Stuck, a.Leaked, a.Stuck = true, 9, 3, 2 },
			"3 goroutines are left behind, 2 of them wait for ever"},
		"broken before, stuck after": {func(c *Case, _, a *Outcome) { c.Broken, c.Stuck, a.Leaked, a.Stuck = true, true, 2, 2 },
			"2 goroutines are left behind"},
		"broken before":      {func(c *Case, b, _ *Outcome) { c.Broken = true; *b = Outcome{} }, ""},
		"crash":              {crash("panic: boom"), ""},
		"wrapped crash":      {crash("panic: boom [recovered, repanicked]"), ""},
		"other crash":        {crash("panic: bang"), "exit code 2"},
		"deadlock, no crash": {crash("fatal error: all goroutines are asleep - deadlock!"), "exit code 2"},
		"no crash":           {func(c *Case, b, _ *Outcome) { crash("panic: boom")(c, b, new(Outcome)) }, `without the panic "boom"`},
	} {
		t.Run(name, func(t *testing.T) {
			c, b, a := base, before, after
			test.change(&c, &b, &a)
			err := Compare(c, b, a)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got error %v, want %q", err, test.want)
			}
		})
	}
}

// both makes the program fail, and have done so before.
func both(kindBefore, textBefore, kindAfter, textAfter string) func(c *Case, before, after *Outcome) {
	return func(c *Case, before, after *Outcome) {
		c.Errors = []string{kindBefore}
		before.Error, before.Kinds = textBefore, []string{kindBefore}
		after.Error, after.Kinds = textAfter, []string{kindAfter}
	}
}

// crash makes the program panic with boom before, and end like this after.
func crash(after string) func(c *Case, before, fixed *Outcome) {
	return func(c *Case, before, fixed *Outcome) {
		c.Crash = "boom"
		*before = Outcome{Exit: 2, Crash: "panic: boom", Stderr: "stacks"}
		*fixed = Outcome{Exit: 2, Crash: after, Stderr: "stacks"}
	}
}
