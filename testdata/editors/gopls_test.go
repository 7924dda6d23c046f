package editors

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/testdata/editors/lsp"
)

func startAlone(t *testing.T, s server) *lsp.Client {
	t.Helper()
	client, err := lsp.Start(t.Context(), exec.Command(s.command[0], s.command[1:]...), fixture(t, nil), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// TestAnalyses holds that the setting of gopls turns a check of ours off.
func TestAnalyses(t *testing.T) {
	off := map[string]any{"analyses": map[string]any{"spawnloop": false, "unusedfunc": false}}
	s := start(t, servers()[0], off, nil)
	s.expect()
	// That none come is worth something only once those of gopls have.
	s.edit(strings.Replace(s.text, "visit(url)\n", "visit(url)\n\t\t\treturn\n\t\t\tvisit(url)\n", 1))
	if found := s.theirs(); len(found) > 0 {
		t.Errorf("findings of a check that is off: %v", found)
	}
}

// theirs waits until gopls has found code that is unreachable, and returns our findings then.
func (s *session) theirs() []lsp.Diagnostic {
	s.t.Helper()
	found, err := s.Diagnostics(s.t.Context(), s.path, func(all []lsp.Diagnostic) bool {
		return slices.ContainsFunc(all, func(d lsp.Diagnostic) bool { return d.Source == "unreachable" })
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return ours(found)
}

// TestSettings holds that results under other settings are not taken from what gopls keeps: each
// has its own, also when they come back. The function with the finding stands where a fact tells.
func TestSettings(t *testing.T) {
	const own = "package crawl\n\nimport \"example.com/fixture/lib\"\n\nfunc run(list []string) {\n\tfor _, f := range list {\n\t\tlib.Submit(f)\n\t}\n}\n"
	const submit = "package lib\n\n// Submit hands work to somebody.\nfunc Submit(f string) {}\n"
	const viaRows = "7:3: %s: lib.Submit per element of list (parameter)"
	files := map[string]string{"lib/submit.go": submit, "crawl/crawl.go": own}
	rows := "rows: [example.com/fixture/lib.Submit=spawn]\n"
	const flags = "INFLIGHT_FLAGS="
	for i, step := range []struct {
		env, file string
		want      bool
	}{
		{env: flags},
		{env: flags + "-rows=example.com/fixture/lib.Submit=spawn", want: true},
		{env: flags},
		{env: flags + "-rows=example.com/fixture/lib.Submit=spawn", want: true},
		{file: rows, want: true},
		{file: "level: data\n"},
		{file: rows + "disable: [spawnloop]\n"},
		{file: rows, want: true},
	} {
		delete(files, ".inflight.yml")
		if step.file != "" {
			files[".inflight.yml"] = step.file
		}
		var env []string
		if step.env != "" {
			env = append(env, step.env)
		}
		s := start(t, servers()[0], nil, files, env...)
		s.edit(s.text + "\nfunc marker() {\n\treturn\n\trun(nil)\n}\n")
		found := s.theirs()
		start := strings.ReplaceAll(viaRows, "%s", "spawnloop")
		if step.want && (len(found) != 1 || !strings.HasPrefix(found[0].String(), start)) || !step.want && len(found) > 0 {
			t.Errorf("step %d: findings %v, want any: %t", i+1, found, step.want)
		}
	}
}

// TestWrongSettings holds that gopls runs with settings that are wrong, and says so.
func TestWrongSettings(t *testing.T) {
	s := start(t, server{name: "gopls", command: []string{gopls}, source: "inflightsettings"}, nil, map[string]string{".inflight.yml": "levle: audit\n"})
	s.expect("2:9: %s: no check of inflight runs until this is corrected and gopls restarted: " +
		filepath.Join(s.dir, ".inflight.yml") + `: unknown key "levle": did you mean "level"?`)
}

// TestProgram holds what inflight gopls does with settings: it runs the program that it keeps,
// and a file that is wrong is told in the editor.
func TestProgram(t *testing.T) {
	for file, want := range map[string]string{
		"limit: 8":    "; a semaphore of 8 slots would hold the loop back\n",
		"levle: data": "no check of inflight runs until this is corrected and gopls restarted: ",
	} {
		dir := fixture(t, map[string]string{".inflight.yml": file + "\n"})
		if got := output(t, dir, inflight, "gopls", "check", "crawl/crawl.go"); !strings.Contains(got, want) {
			t.Errorf("%s: inflight gopls check prints\n%s\nwant %q", file, got, want)
		}
	}
	dir := fixture(t, nil)
	if got := output(t, dir, inflight, "-limit=4", "gopls", "--", "check", "crawl/crawl.go"); !strings.Contains(got, "a semaphore of 4 slots") {
		t.Errorf("inflight -limit=4 gopls check prints\n%s", got)
	}
}

// TestCommandLine holds that what gopls offers on the command line has the checks in it too.
func TestCommandLine(t *testing.T) {
	dir := fixture(t, nil)
	path := filepath.Join(dir, "crawl", "crawl.go")
	want := path + ":14:16-18: goroutine per element of urls (parameter): no limit found before the go statement\n" +
		path + ":26:3-12: lib.Fetch per element of urls (parameter): it starts a goroutine and returns, no limit found before it\n"
	if got := output(t, dir, gopls, "check", path); got != want {
		t.Errorf("gopls check prints\n%s\nwant\n%s", got, want)
	}
	output(t, dir, gopls, "codeaction", "-kind=quickfix", "-title=at most", "-exec", "-write", path+":14:16-18")
	if got, err := os.ReadFile(path); err != nil || !strings.Contains(string(got), "sem <- struct{}{}\n\t\twg.Add(1)\n") {
		t.Errorf("gopls codeaction leaves %v\n%s", err, got)
	}
	output(t, dir, "go", "build", "./...")
}

// TestNames holds that no check has the name of one that gopls has itself: settings could not
// tell them apart.
func TestNames(t *testing.T) {
	var api struct{ Analyzers []struct{ Name string } }
	if err := json.Unmarshal([]byte(output(t, ".", gopls, "api-json")), &api); err != nil {
		t.Fatal(err)
	}
	theirs := map[string]bool{}
	for _, a := range api.Analyzers {
		theirs[a.Name] = true
	}
	if !theirs["nilness"] || !theirs["SA1000"] || len(theirs) < 200 {
		t.Errorf("gopls tells of %d analyzers only", len(theirs))
	}
	names := regexp.MustCompile(`(?m)^(\w+) +(?:yes|no) `).FindAllStringSubmatch(output(t, ".", inflight, "-config", "none", "config"), -1)
	if len(names) < 11 {
		t.Errorf("inflight config tells of %d checks only", len(names))
	}
	for _, m := range names {
		if theirs[m[1]] {
			t.Errorf("gopls has an analyzer %s of its own", m[1])
		}
	}
}

// TestLint holds the form of findings for editors that run linters: file:line:col: message.
func TestLint(t *testing.T) {
	got := output(t, fixture(t, nil), inflight, "./...")
	want := "crawl/crawl.go:14:16: spawnloop: goroutine per element of urls (parameter): no limit found before the go statement\n" +
		"crawl/crawl.go:26:3: spawnloop: lib.Fetch per element of urls (parameter): it starts a goroutine and returns, no limit found before it\n"
	if got != want {
		t.Errorf("inflight prints\n%s\nwant\n%s", got, want)
	}
}
