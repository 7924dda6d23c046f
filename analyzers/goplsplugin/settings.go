package goplsplugin

import (
	"encoding/json"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/config"
)

// fromEnvironment returns the checks that are to run in this process.
func fromEnvironment() []*analysis.Analyzer {
	var checks []*analysis.Analyzer
	var settings string
	var err error
	if lines, ok := os.LookupEnv(config.FlagsVariable); ok {
		settings = lines
		checks, err = fromFlags(strings.Split(lines, "\n"))
	} else {
		checks, settings, err = fromFile()
	}
	if err != nil {
		checks, settings = []*analysis.Analyzer{settingsError(err)}, err.Error()
	}
	prepare(checks, settings)
	return checks
}

// fromFile returns the checks as the configuration file of the working directory wants them,
// and a text for the settings.
func fromFile() ([]*analysis.Analyzer, string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, "", err
	}
	file, err := config.Find(dir)
	if err != nil {
		return nil, "", err
	}
	var s analyzers.Settings
	if file != nil {
		s = file.Settings
	}
	// In an editor a person picks the fix, so there may be several.
	if file == nil || !file.Has["alternatives"] {
		s.Alternatives = true
	}
	text, err := json.Marshal(s)
	if err != nil {
		return nil, "", err
	}
	suite, err := analyzers.New(s)
	if err != nil {
		return nil, "", err
	}
	return s.Select(suite), string(text), nil
}

// settingsError returns an analyzer that says what is wrong with the settings. It runs in
// place of the checks: what they find under other settings may be wrong.
func settingsError(err error) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "inflightsettings",
		Doc:  "inflightsettings: say what is wrong with the settings of inflight",
		URL:  "https://github.com/inflight-go/inflight/blob/main/docs/settings.md",
		// Also where the package does not compile.
		RunDespiteErrors: true,
		Run: func(pass *analysis.Pass) (any, error) {
			reportOnPackage(pass, "no check of inflight runs until this is corrected and gopls restarted: "+err.Error())
			return nil, nil
		},
	}
}
