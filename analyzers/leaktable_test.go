package analyzers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A leak is a program of the corpus, and what is said of it.
type leak struct {
	program string
	kind    string
	named   string // the checks and categories
	remark  string
}

// leakTable is the part of the page that is about the corpus.
type leakTable struct {
	content       string // of the page
	before, after string
	release       string
	rows          []leak
}

const (
	leaksBegin = "<!-- leak corpus of "
	leaksEnd   = "<!-- end of the leak corpus -->"
	leaksHead  = "| program | kind of leak | named by | why not, or what else |\n|---|---|---|---|\n"
)

// unjudged stands where a person has to write something.
const unjudged = "?"

func parseLeaks(t *testing.T, page string) *leakTable {
	t.Helper()
	before, rest, ok1 := strings.Cut(page, leaksBegin)
	release, rest, ok2 := strings.Cut(rest, ":")
	_, rest, ok3 := strings.Cut(rest, leaksHead)
	rows, after, ok4 := strings.Cut(rest, leaksEnd)
	if !ok1 || !ok2 || !ok3 || !ok4 {
		t.Fatalf("docs/evaluation.md has no table between %q and %q", leaksBegin, leaksEnd)
	}
	table := &leakTable{content: page, before: before, after: after, release: release}
	for line := range strings.Lines(rows) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) == 1 {
			continue // the end of the table
		}
		if len(cells) != 6 {
			t.Fatalf("docs/evaluation.md: not a row of four cells: %s", line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		table.rows = append(table.rows, leak{cells[1], cells[2], cells[3], cells[4]})
	}
	return table
}

// compare says how the table differs from what was found, and brings it up to date: what
// people wrote about a program stays unless it is named in another way.
func (t *leakTable) compare(found []leak) (differences []string) {
	var rows []leak
	for _, f := range found {
		i := slices.IndexFunc(t.rows, func(row leak) bool { return row.program == f.program })
		if i < 0 {
			differences = append(differences, fmt.Sprintf("%s is not in the table; named by: %s", f.program, orNothing(f.named)))
			f.kind, f.remark = unjudged, unjudged
			rows = append(rows, f)
			continue
		}
		row := t.rows[i]
		if row.named != f.named {
			differences = append(differences, fmt.Sprintf("%s is named by: %s; in the table: %s", f.program, orNothing(f.named), orNothing(row.named)))
			row.named, row.remark = f.named, ""
			if f.named == "" {
				row.remark = unjudged
			}
		}
		rows = append(rows, row)
	}
	for _, row := range t.rows {
		if !slices.ContainsFunc(found, func(f leak) bool { return f.program == row.program }) {
			differences = append(differences, row.program+" is in the table, and not in the corpus")
		}
	}
	t.rows = rows
	return differences
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

const (
	// noLeak is the kind of a program that leaks nothing.
	noLeak = "none"
	// another begins the remark about a program in which something true is said, but
	// not about what leaks there.
	another = "another wait: "
)

// counts reports whether what leaks in the program is named.
func (l leak) counts() bool { return l.named != "" && !strings.HasPrefix(l.remark, another) }

// unjudged lists what a person has to look at.
func (t *leakTable) unjudged() (problems []string) {
	for _, row := range t.rows {
		switch {
		case row.kind == "" || row.kind == unjudged:
			problems = append(problems, row.program+": say in docs/evaluation.md what kind of leak it is")
		case row.kind == noLeak && row.named != "":
			problems = append(problems, row.program+": nothing leaks, but it is named by "+row.named)
		case row.kind != noLeak && row.named == "" && row.remark == "", row.remark == unjudged:
			problems = append(problems, row.program+": say in docs/evaluation.md why it is not named")
		}
	}
	return problems
}

// text returns the page with the table as it is now.
func (t *leakTable) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s%s: go test ./analyzers -run LeakCorpus -update writes the summary and who names a program -->\n\n", t.before, leaksBegin, t.release)
	count := func(kind string, named bool) (n int) {
		for _, row := range t.rows {
			if (row.kind == kind || kind == "" && row.kind != noLeak) && (!named || row.counts()) {
				n++
			}
		}
		return n
	}
	fmt.Fprintf(&b, "Of %d programs that leak, %d are named. Of those about channels alone, %d of %d.\n\n",
		count("", false), count("", true), count("channel", true), count("channel", false))
	b.WriteString(leaksHead)
	for _, row := range t.rows {
		line := "|"
		for _, cell := range []string{row.program, row.kind, row.named, row.remark} {
			if cell != "" {
				line += " " + cell
			}
			line += " |"
		}
		b.WriteString(line + "\n")
	}
	b.WriteString("\n" + leaksEnd + t.after)
	return b.String()
}

// TestLeakTable holds that the table stays true to what is found, and asks a person
// where it cannot.
func TestLeakTable(t *testing.T) {
	const page = "# Page\n\n" + leaksBegin + "go1.26: note -->\n\nSummary.\n\n" + leaksHead +
		"| Same | channel | `fanout` closed | ours |\n" +
		"| Now | channel | | a field |\n" +
		"| Lost | lock | `fanout` unread | |\n" +
		"| Other | lock | `fanout` abandoned | " + another + "its lock |\n" +
		"| Gone | channel | | a field |\n\n" + leaksEnd + "\nRest.\n"
	table := parseLeaks(t, page)
	differences := table.compare([]leak{
		{program: "Same", named: "`fanout` closed"},
		{program: "Now", named: "`fanout` unread"},
		{program: "Lost"},
		{program: "Other", named: "`fanout` abandoned"},
		{program: "New"},
	})
	if got, want := strings.Join(differences, "\n"), "Now is named by: `fanout` unread; in the table: nothing\n"+
		"Lost is named by: nothing; in the table: `fanout` unread\n"+
		"New is not in the table; named by: nothing\n"+
		"Gone is in the table, and not in the corpus"; got != want {
		t.Errorf("differences:\n%s\nwant:\n%s", got, want)
	}
	text := table.text()
	for _, want := range []string{
		"# Page\n\n" + leaksBegin + "go1.26: ", "\n\n" + leaksEnd + "\nRest.\n",
		"Of 5 programs that leak, 2 are named. Of those about channels alone, 2 of 2.",
		"| Same | channel | `fanout` closed | ours |\n",
		"| Now | channel | `fanout` unread | |\n",
		"| Lost | lock | | ? |\n",
		"| New | ? | | ? |\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page has no %q:\n%s", want, text)
		}
	}
	if again := parseLeaks(t, text); again.text() != text {
		t.Errorf("the page changes when it is written again:\n%s", again.text())
	}
	problems := strings.Join(table.unjudged(), "\n")
	if want := "Lost: say in docs/evaluation.md why it is not named\nNew: say in docs/evaluation.md what kind of leak it is"; problems != want {
		t.Errorf("to be judged:\n%s\nwant:\n%s", problems, want)
	}
}
