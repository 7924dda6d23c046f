package lsp

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestProgress holds that the user hears of an analysis that takes time, and of its end, and
// of none that is quick or that the client cannot show.
func TestProgress(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		capabilities string
		takes        time.Duration
		want         string
	}{
		"slow":            {`{"window":{"workDoneProgress":true}}`, 2 * slow, "begin end"},
		"quick":           {`{"window":{"workDoneProgress":true}}`, 0, ""},
		"not to be shown": {`{}`, 2 * slow, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			engine := analysis(func(Request) (*Result, error) {
				time.Sleep(test.takes)
				return &Result{}, nil
			})
			c := connect(t, engine, test.capabilities, `null`, map[string]string{"go.mod": module})
			uri := uriOf(filepath.Join(c.dir, "a.go"))
			c.open(uri, "package a\n")
			c.settled(uri)

			var kinds []string
			c.mu.Lock()
			defer c.mu.Unlock()
			for _, req := range c.told {
				var p progressParams
				if req.Method == "$/progress" && json.Unmarshal(*req.Params, &p) == nil {
					kinds = append(kinds, p.Value.Kind)
				}
			}
			if got := strings.Join(kinds, " "); got != test.want {
				t.Errorf("the user was told %q, want %q", got, test.want)
			}
		})
	}
}
