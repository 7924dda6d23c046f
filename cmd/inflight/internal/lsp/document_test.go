package lsp

import (
	"strings"
	"testing"

	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

func TestPositions(t *testing.T) {
	const content = "a\r\né𝛼x\n\nend"
	text := newText(content)
	for _, test := range []struct {
		p    position
		want string // what follows
	}{
		{position{0, 0}, "a\r\né"}, {position{0, 1}, "\r\né"}, {position{0, 9}, "\r\né"},
		{position{1, 0}, "é𝛼x"}, {position{1, 1}, "𝛼x"}, {position{1, 3}, "x\n"}, {position{1, 4}, "\n\nend"},
		{position{2, 0}, "\nend"}, {position{3, 1}, "nd"}, {position{3, 7}, ""}, {position{9, 0}, ""},
	} {
		at := text.offset(test.p)
		if rest := content[at:]; !strings.HasPrefix(rest, test.want) || test.want == "" && rest != "" {
			t.Errorf("at %v stands %q, want %q", test.p, rest, test.want)
		}
	}
	for offset := range content {
		if got := text.offset(text.position(offset)); got != offset && content[offset] != '\n' {
			t.Errorf("byte %d is at %v, which is byte %d", offset, text.position(offset), got)
		}
	}
	if at := text.at(2, 3); content[at:] != "𝛼x\n\nend" {
		t.Errorf("line 2, column 3 is %q", content[at:])
	}
	if at := text.at(99, 1); at != len(content) {
		t.Errorf("a line that is not there is at %d", at)
	}
}

func TestChange(t *testing.T) {
	d := &document{path: "x.go", version: 1, text: newText("one\ntwo\n")}
	err := d.change(2, []contentChange{
		{Range: &span{position{0, 0}, position{0, 3}}, Text: "1"},
		{Range: &span{position{1, 3}, position{2, 0}}, Text: "!"},
	})
	if err != nil || d.text.content != "1\ntwo!" || d.version != 2 {
		t.Errorf("the text is %q, version %d, %v", d.text.content, d.version, err)
	}
	if err := d.change(3, []contentChange{{Range: &span{position{1, 0}, position{0, 0}}}}); err == nil {
		t.Error("a change that ends before it begins is taken")
	}
	if err := d.change(4, []contentChange{{Text: "all new"}}); err != nil || d.text.content != "all new" {
		t.Errorf("the text is %q, %v", d.text.content, err)
	}
}

func TestURI(t *testing.T) {
	for path, uri := range map[string]string{"/w/a b%.go": "file:///w/a%20b%25.go", "/w/é.go": "file:///w/%C3%A9.go"} {
		if got := uriOf(path); got != uri {
			t.Errorf("%s is %s, want %s", path, got, uri)
		}
		if got, ok := pathOf(uri); !ok || got != path {
			t.Errorf("%s is %s", uri, got)
		}
	}
	for _, uri := range []string{"untitled:Untitled-1", "git:/w/a.go", "file://", "%"} {
		if path, ok := pathOf(uri); ok {
			t.Errorf("%s is the file %s", uri, path)
		}
	}
}

func TestOriginal(t *testing.T) {
	dirs := []string{"/w/a", "/w/b"}
	typed := "/tmp/inflight-lsp-123/" + folder("/w/b/x.go") + "/x.go"
	for file, want := range map[string]string{typed: "/w/b/x.go", "/w/a/y.go": "/w/a/y.go"} {
		if got := original(file, dirs); got != want {
			t.Errorf("%s is %s, want %s", file, got, want)
		}
	}
	if got := original("/tmp/inflight-lsp-9/other/x.go", dirs); got != "/tmp/inflight-lsp-9/other/x.go" {
		t.Errorf("a file of nowhere is %s", got)
	}
}

func TestTogether(t *testing.T) {
	fix := func(message string, edits ...report.Edit) placed {
		return placed{Finding: report.Finding{Fixes: []report.Fix{{Message: message, Edits: edits}}}}
	}
	imports := report.Edit{Start: 5, End: 5, New: "import"}
	got := together([]placed{
		fix("one", imports, report.Edit{Start: 10, End: 20, New: "a"}),
		fix("in its way", report.Edit{Start: 15, End: 25, New: "b"}),
		fix("Alternative: another", report.Edit{Start: 30, End: 31, New: "c"}),
		fix("beside", imports, report.Edit{Start: 20, End: 25, New: "d"}),
		{},
	})
	var text []string
	for _, e := range got {
		text = append(text, e.New)
	}
	if want := "import a d"; strings.Join(text, " ") != want {
		t.Errorf("together they are %q, want %s", text, want)
	}
}

func TestVerdict(t *testing.T) {
	for message, want := range map[string]string{
		"go in f: bounded by semaphore (line 3), k 8, per element of xs":          "bounded(8)",
		"go in f: bounded by semaphore (line 3), k configured, per element of xs": "bounded",
	} {
		if got := verdict(report.Finding{Category: "bounded", Message: message}); got != want {
			t.Errorf("%s: %s, want %s", message, got, want)
		}
	}
}
