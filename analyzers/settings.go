package analyzers

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// Settings are the decisions that hold for the whole suite, and those for single checks.
// The zero value is the default. The names in configuration files are those of the JSON
// tags: [DecodeSettings] reads them.
type Settings struct {
	// Level says how much evidence a finding needs: "strong" (it very likely
	// hurts in production), "data" (no bound is visible and the size is data)
	// or "audit" (every spawn without a visible bound). Empty means "data".
	Level string `json:"level,omitempty"`

	// Limit is the Go expression that rewrites use as the limit where the code
	// itself offers none, such as "maxInFlight" or "cfg.Workers". Empty leaves
	// the choice to each check.
	Limit string `json:"limit,omitempty"`

	// Tests reports what stands in test files and examples too.
	Tests bool `json:"tests,omitempty"`

	// Generated reports what stands in generated files too.
	Generated bool `json:"generated,omitempty"`

	// Rows say what functions of your own do: spawn, acquire, release and so on,
	// each as name=role in the form of docs/libraries.md. They add to the built-in
	// table.
	Rows []string `json:"rows,omitempty"`

	// Explain appends to each message which evidence counted, and what keeps a fix
	// from being offered.
	Explain bool `json:"explain,omitempty"`

	// Alternatives offers fixes that are not the first choice too, for editors. What
	// applies fixes without a person must leave it unset.
	Alternatives bool `json:"alternatives,omitempty"`

	// Enable names checks that are off by default and are to run beside the others.
	Enable []string `json:"enable,omitempty"`

	// Disable names checks that are not to run.
	Disable []string `json:"disable,omitempty"`

	// Checks are settings of single checks, which win over those of the suite.
	Checks []CheckSettings `json:"checks,omitempty"`
}

// CheckSettings are the settings of one check. What is left out is as the suite has it.
type CheckSettings struct {
	// Name is that of the check.
	Name string `json:"name"`

	// Level is the level of this check.
	Level string `json:"level,omitempty"`

	// Limit is the limit in what this check writes, if it writes any.
	Limit string `json:"limit,omitempty"`

	// Explain says whether the messages of this check have the evidence.
	Explain *bool `json:"explain,omitempty"`

	// Alternatives says whether this check offers more than its first fixes, if it has
	// any.
	Alternatives *bool `json:"alternatives,omitempty"`
}

// A Flag is a setting as the flag of a driver: that of the whole suite, or with Check that
// of one check.
type Flag struct {
	Check, Name, Value string
}

// Flags returns the settings as flags, those of the suite first. Settings that are as they
// would be anyway have none, and which checks run has none: see [Settings.Runs].
func (s Settings) Flags() []Flag {
	var list []Flag
	add := func(check, name, value string) {
		if value != "" {
			list = append(list, Flag{check, name, value})
		}
	}
	add("", "level", s.Level)
	add("", "limit", s.Limit)
	for _, option := range []struct {
		name string
		set  bool
	}{{"tests", s.Tests}, {"generated", s.Generated}, {"explain", s.Explain}, {"alternatives", s.Alternatives}} {
		if option.set {
			add("", option.name, "true")
		}
	}
	add("", RowsFlag, strings.Join(s.Rows, ","))
	for _, c := range s.Checks {
		add(c.Name, "level", c.Level)
		add(c.Name, "limit", c.Limit)
		if c.Explain != nil {
			add(c.Name, "explain", fmt.Sprint(*c.Explain))
		}
		if c.Alternatives != nil {
			add(c.Name, "alternatives", fmt.Sprint(*c.Alternatives))
		}
	}
	return list
}

// Runs reports whether the settings let the check of that name run.
func (s Settings) Runs(name string) bool {
	if OptIn(name) {
		return slices.Contains(s.Enable, name)
	}
	return !slices.Contains(s.Disable, name)
}

// Select returns the checks of the suite that the settings let run.
func (s Settings) Select(suite []*analysis.Analyzer) []*analysis.Analyzer {
	return slices.DeleteFunc(slices.Clone(suite), func(a *analysis.Analyzer) bool { return !s.Runs(a.Name) })
}

// apply sets the flags of the suite. It fails if a name or a value is wrong, and says which.
func (s Settings) apply(suite []*analysis.Analyzer) error {
	if err := s.checkNames(suite); err != nil {
		return err
	}
	for _, f := range s.Flags() {
		if f.Check == "" {
			if err := Set(suite, f.Name, f.Value); err != nil {
				return err
			}
			continue
		}
		where := fmt.Sprintf("checks[%d] (%s)", slices.IndexFunc(s.Checks, func(c CheckSettings) bool { return c.Name == f.Check }), f.Check)
		own := Lookup(suite, f.Check).Flags.Lookup(f.Name)
		if own == nil {
			return fmt.Errorf("%s: this check has no setting %q", where, f.Name)
		}
		if err := own.Value.Set(f.Value); err != nil {
			return fmt.Errorf("%s: %s: %w", where, f.Name, err)
		}
	}
	return nil
}

// checkNames fails if a setting speaks of a check that does not exist, or of one twice.
func (s Settings) checkNames(suite []*analysis.Analyzer) error {
	var names []string
	for _, a := range suite {
		names = append(names, a.Name)
	}
	seen := map[string]string{}
	check := func(where, name string) error {
		if !slices.Contains(names, name) {
			return fmt.Errorf("%s: there is no check %q%s", where, name, suggestion(name, names))
		}
		list, _, _ := strings.Cut(where, "[")
		if list != "checks" {
			list = "run" // a check cannot be both enabled and disabled
		}
		if other, ok := seen[list+" "+name]; ok {
			return fmt.Errorf("%s: %s is in %s too", where, name, other)
		}
		seen[list+" "+name] = where
		return nil
	}
	for i, name := range s.Enable {
		if err := check(fmt.Sprintf("enable[%d]", i), name); err != nil {
			return err
		}
	}
	for i, name := range s.Disable {
		if err := check(fmt.Sprintf("disable[%d]", i), name); err != nil {
			return err
		}
	}
	for i, c := range s.Checks {
		if err := check(fmt.Sprintf("checks[%d]", i), c.Name); err != nil {
			return err
		}
	}
	return nil
}
