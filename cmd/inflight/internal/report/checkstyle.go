package report

import (
	"encoding/xml"
	"io"
	"path/filepath"
)

// checkstyle writes the XML of the Java tool of that name, which many servers
// read.
func (r *Report) checkstyle(w io.Writer) error {
	type fault struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
	type file struct {
		Name   string  `xml:"name,attr"`
		Faults []fault `xml:"error"`
	}
	doc := struct {
		XMLName xml.Name `xml:"checkstyle"`
		Version string   `xml:"version,attr"`
		Files   []file   `xml:"file"`
	}{Version: "4.3"} // of the format: its last change

	var files sources
	last := ""
	for _, f := range r.Findings {
		if len(doc.Files) == 0 || f.File != last {
			last = f.File
			doc.Files = append(doc.Files, file{Name: filepath.ToSlash(relativeTo(r.Dir, f.File))})
		}
		in := &doc.Files[len(doc.Files)-1]
		in.Faults = append(in.Faults, fault{
			Line:     f.Line,
			Column:   files.open(f.File).column(f.Line, f.Col),
			Severity: [...]string{note: "info", light: "info", medium: "warning", serious: "error"}[f.weight()],
			Message:  f.Message,
			Source:   "inflight." + f.Check,
		})
	}
	data, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(data)+"\n")
	return err
}
