package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExample: .golangci.example.yml is valid, also by the schema of the settings, and shows
// what is shown without settings.
func TestExample(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	example, err := os.ReadFile(top + "/.golangci.example.yml")
	if err != nil {
		t.Fatal(err)
	}
	c.write(".golangci.yml", string(example))
	c.must(golangci, "config", "verify")
	compare(t, "findings", places(ofInflight(c.report())), c.wanted(want, "."))
}

// TestCustom: golangci-lint custom builds what .custom-gcl.yml describes. The version there is
// one of inflight that is published; here it is that of this checkout.
func TestCustom(t *testing.T) {
	t.Parallel()
	c := newCheckout(t, "report.txtar")
	here, err := filepath.Abs(top)
	if err != nil {
		t.Fatal(err)
	}
	custom, err := os.ReadFile(top + "/.custom-gcl.yml")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(custom), "\n")
	replaced := 0
	for i, line := range lines {
		if strings.HasPrefix(line, "    version: ") {
			lines[i] = "    path: " + here
			replaced++
		}
	}
	if replaced != 1 {
		t.Fatalf("%d plugins with a version, want 1", replaced)
	}
	c.write(".custom-gcl.yml", strings.Join(lines, "\n"))

	// golangci-lint clones its own repository: here is one, made of the module.
	module := strings.TrimSpace((&checkout{t: t, dir: "."}).must("go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", "github.com/golangci/golangci-lint/v2"))
	version, source, _ := strings.Cut(module, " ")
	repo := &checkout{t: t, dir: t.TempDir(), env: []string{"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"}}
	repo.copy(".", source)
	for _, args := range []string{"init -q", "add -A -f", "-c user.name=test -c user.email=test@example.com commit -q -m all", "tag " + version} {
		repo.must("git", strings.Fields(args)...)
	}
	c.env = []string{
		"GIT_CONFIG_COUNT=1",
		"GIT_CONFIG_KEY_0=url.file://" + repo.dir + ".insteadOf",
		"GIT_CONFIG_VALUE_0=https://github.com/golangci/golangci-lint.git",
	}
	c.must(golangci, "custom", "-v")
	c.env = nil

	built := filepath.Join(c.dir, "bin", "golangci-lint-inflight")
	if got := c.must(built, "version", "--short"); !strings.HasPrefix(got, version+"-custom-gcl-") {
		t.Errorf("its version is %s", got)
	}
	c.cache = t.TempDir()
	stdout, stderr, code := c.execute(built, "run", "--allow-parallel-runners", "--show-stats=false", "--output.json.path=stdout")
	if stderr != "" {
		t.Errorf("standard error:\n%s", stderr)
	}
	compare(t, "findings", places(c.decode(stdout, code)), c.wanted(want, "."))
}
