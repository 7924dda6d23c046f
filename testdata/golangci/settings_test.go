package main_test

import (
	"slices"
	"strings"
	"testing"
)

// TestSettings: a setting has its effect.
func TestSettings(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	names := func(issues []issue) string {
		var list []string
		for _, i := range issues {
			list = append(list, i.check())
		}
		slices.Sort(list)
		return strings.Join(slices.Compact(list), " ")
	}
	for settings, want := range map[string]string{
		"level: strong":                          "spawnloop",
		"disable: [spawnloop]":                   "shortwrite",
		"enable: [inventory], disable: [fanout]": "inventory shortwrite spawnloop",
	} {
		c.configure(config{settings: settings})
		if got := names(c.report("./feed", "./tasks")); got != want {
			t.Errorf("%s: findings of %q, want %q", settings, got, want)
		}
	}

	c.configure(config{settings: "checks: [{name: spawnloop, explain: true}]"})
	for _, i := range c.report() {
		if explained := strings.Contains(i.Text, "[data:") || strings.Contains(i.Text, "[strong:"); explained != (i.check() == "spawnloop") {
			t.Errorf("explained %t: %s", explained, i)
		}
	}

	c.configure(config{settings: "limit: 7"})
	c.report("--fix", "./feed")
	if after := c.read("feed/feed.go"); !strings.Contains(after, "make(chan struct{}, 7)") && !strings.Contains(after, "= 7\n") {
		t.Errorf("limit: 7 makes\n%s", after)
	}
}

// TestSettingsRefused: what is wrong in the settings ends the run, and the error names the key.
func TestSettingsRefused(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	for settings, want := range map[string]string{
		"levle: audit":     `unknown key "levle": did you mean "level"?`,
		"level: loud":      `level: unknown level "loud"`,
		"tests: often":     `tests: want true or false, have text`,
		"rows: x=spawn":    `rows: want a list, have text`,
		"rows: [nonsense]": `rows: `,
		"limit: 0":         `limit: a limit is a positive number`,
		"disable: [spwnl]": `disable[0]: there is no check "spwnl"`,
		"checks: [{name: spawnloop, level: loud}]":                    `checks[0] (spawnloop): level: unknown level "loud"`,
		"checks: [{name: spawnloop, lvl: audit}]":                     `unknown key "checks[0].lvl"`,
		"checks: [{name: spawnloop}, {name: spawnloop}]":              `checks[1]: spawnloop is in checks[0] too`,
		"enable: [inventory], disable: [inventory]":                   `disable[0]: inventory is in enable[0] too`,
		`checks: {spawnloop: {level: audit}}`:                         `checks: want a list, have keys and values`,
		`spawnloop.level: audit`:                                      `unknown key "spawnloop`,
		"level: audit, limit: maxInFlight, checks: [{limit: second}]": `checks[0]: there is no check ""`,
	} {
		c.configure(config{settings: settings})
		stdout, stderr, code := c.run("--output.json.path=stdout", "./...")
		if code != 3 || !strings.Contains(stderr, "plugin(inflight)") || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit code %d, standard error %q, want %q\n%s", settings, code, stderr, want, stdout)
		}
	}
}
