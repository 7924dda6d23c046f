package main

import (
	"strings"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// TestStderr holds how the standard error of the go command is retold. What a
// real go command says is tested by the script errors.txtar.
func TestStderr(t *testing.T) {
	for _, test := range []struct {
		name, stderr, want string
	}{
		{
			"variants of a package are one",
			`# m/a
a/a.go:1:1: undefined: x
# m/a
# [m/a]
inflight: a/a.go:1:1: undefined: x
# m/a [m/a.test]
a/a.go:1:1: undefined: x
a/a_test.go:2:2: undefined: y
`,
			`# m/a
a/a.go:1:1: undefined: x
a/a_test.go:2:2: undefined: y
`,
		},
		{
			"errors of no package come first, and downloads are none",
			`go: downloading example.com/x v1.0.0
/work/t/t_test.go:1:1: wrong signature
go: broken go.mod
	said twice
# m/a
a/a.go:1:1: undefined: x
`,
			`t/t_test.go:1:1: wrong signature
go: broken go.mod
	said twice
# m/a
a/a.go:1:1: undefined: x
`,
		},
		{
			"a crash stays in one piece",
			`# m/a
panic: oops

goroutine 1 [running]:
main.f()
	f.go:1
main.f()
	f.go:1
`,
			`# m/a
panic: oops
goroutine 1 [running]:
main.f()
	f.go:1
main.f()
	f.go:1
`,
		},
		{
			"a crash does not fill screens",
			"# m/a\nfatal error: stack overflow\n" + strings.Repeat("\tf.go:1\n", 100),
			"# m/a\nfatal error: stack overflow\n" + strings.Repeat("\tf.go:1\n", 59) + "\t(41 more lines)\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			fs := newFailures("inflight", "/work")
			fs.addStderr(test.stderr)
			var got strings.Builder
			fs.print(&got)
			if got.String() != test.want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), test.want)
			}
			if fs.empty() {
				t.Error("nothing has failed")
			}
		})
	}
}

// TestNotes holds that a go command that succeeds may still say something.
func TestNotes(t *testing.T) {
	fs := newFailures("inflight", "/work")
	fs.addNotes("go: downloading example.com/x v1.0.0\ngo: warning: \"x/...\" matched no packages\n")
	var got strings.Builder
	fs.print(&got)
	if want := "go: warning: \"x/...\" matched no packages\n"; got.String() != want || !fs.empty() {
		t.Errorf("got %q, failed: %v", got.String(), !fs.empty())
	}
}

// TestFailedCheck holds that a check that ends in an error is a failure, though
// go vet succeeds.
func TestFailedCheck(t *testing.T) {
	results := make(tree)
	if _, err := decodeTrees(strings.NewReader(`
{"m/a [m/a.test]": {"spawnloop": {"error": "out of luck"}, "errgrouplimit": [{"posn": "/work/a.go:1:2", "message": "m"}]}}
{}
{"m/b": {"spawnloop": [{"posn": "/work/a.go:1:2", "end": "/work/a.go:1:4", "message": "m"}]}}
`), results, new(progress)); err != nil {
		t.Fatal(err)
	}
	fs := newFailures("inflight", "/work")
	fs.addTree(results)
	var got strings.Builder
	fs.print(&got)
	if want := "# m/a\nspawnloop: out of luck\n"; got.String() != want || fs.empty() {
		t.Errorf("got %q, want %q", got.String(), want)
	}
	if n := len(results.findings(nil)); n != 2 {
		t.Errorf("%d findings, want 2", n)
	}
}

// TestCutTrees holds how Go 1.25 mixes results and errors.
func TestCutTrees(t *testing.T) {
	trees, rest := cutTrees("# m/a\n{}\n# m/b\n{\n\t\"m/b\": {\n\t}\n}\n# m/c\nc.go:1:1: undefined: x\n")
	if want := "{}\n{\n\t\"m/b\": {\n\t}\n}\n"; trees != want {
		t.Errorf("trees: got %q, want %q", trees, want)
	}
	if want := "# m/a\n# m/b\n# m/c\nc.go:1:1: undefined: x\n"; rest != want {
		t.Errorf("rest: got %q, want %q", rest, want)
	}
}

func TestFindings(t *testing.T) {
	results := make(tree)
	if _, err := decodeTrees(strings.NewReader(`
{"m/a": {"b": [{"posn": "/w/a.go:10:2", "message": "m"}, {"posn": "/w/a.go:9:2", "message": "m"}]}}
{"m/a [m/a.test]": {"b": [{"posn": "/w/a.go:10:2", "message": "m"}], "a": [{"posn": "/w/a.go:10:2", "message": "n"}]}}
`), results, new(progress)); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	r := &report.Report{Findings: results.findings(nil), Context: -1}
	if err := r.Write(&got, formatText); err != nil {
		t.Fatal(err)
	}
	want := "/w/a.go:9:2: b: m\n/w/a.go:10:2: a: n\n/w/a.go:10:2: b: m\n"
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

func TestSplitPosn(t *testing.T) {
	for _, test := range []struct {
		posn, file string
		line, col  int
	}{
		{"/w/a.go:10:2", "/w/a.go", 10, 2},
		{`C:\w\a.go:10:2`, `C:\w\a.go`, 10, 2},
		{"/w/a:1/a.y:10", "/w/a:1/a.y", 10, 0},
		{"/w/a.go", "/w/a.go", 0, 0},
		{"-", "-", 0, 0},
	} {
		file, line, col := splitPosn(test.posn)
		if file != test.file || line != test.line || col != test.col {
			t.Errorf("%s: got %q, %d, %d", test.posn, file, line, col)
		}
	}
}

func TestToolFlags(t *testing.T) {
	o := &options{values: map[string]value{
		"spawnloop.level": {text: "strong"}, "level": {text: "audit"}, "errgrouplimit.limit": {text: "8"}, "tests": {text: "true"},
	}}
	got := strings.Join(o.toolFlags(), " ")
	if want := "-level=audit -tests=true -errgrouplimit.limit=8 -spawnloop.level=strong"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
