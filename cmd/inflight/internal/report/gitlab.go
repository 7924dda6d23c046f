package report

import (
	"encoding/json"
	"io"
)

// gitlab writes a Code Quality report: what GitLab reads of the format of Code
// Climate.
func (r *Report) gitlab(w io.Writer) error {
	type lines struct {
		Begin int `json:"begin"`
	}
	type location struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type issue struct {
		Description string   `json:"description"`
		CheckName   string   `json:"check_name"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    location `json:"location"`
	}
	issues := []issue{} // none is a list too
	for _, f := range r.Findings {
		issues = append(issues, issue{
			Description: f.Message,
			CheckName:   f.Check,
			Fingerprint: f.ID.Fingerprint,
			Severity:    [...]string{note: "info", light: "minor", medium: "major", serious: "critical"}[f.weight()],
			Location:    location{r.fromRoot(f.File), lines{f.Line}},
		})
	}
	return writeJSON(w, issues)
}

// writeJSON writes a value over several lines, with < and > as they are.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
