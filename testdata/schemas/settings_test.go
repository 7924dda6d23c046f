package schemas

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/config"
)

const root = "../.."

// settingsSchema compiles the schema of the settings.
func settingsSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(filepath.Join(root, "docs", "settings.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// keeps holds a configuration to the schema. Numbers are as JSON has them.
func keeps(t *testing.T, s *jsonschema.Schema, conf any) error {
	t.Helper()
	data, err := json.Marshal(conf)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

// TestExamples holds that what people are given to copy keeps to the schema.
func TestExamples(t *testing.T) {
	s := settingsSchema(t)
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	var lint struct {
		Linters struct {
			Settings struct {
				Custom map[string]struct{ Settings any }
			}
		}
	}
	if err := yaml.Unmarshal(read(".golangci.example.yml"), &lint); err != nil {
		t.Fatal(err)
	}
	plugin := lint.Linters.Settings.Custom["inflight"].Settings
	if plugin == nil {
		t.Fatal(".golangci.example.yml has no settings for the plugin")
	}
	if err := keeps(t, s, plugin); err != nil {
		t.Errorf(".golangci.example.yml: %v", err)
	}
	if _, err := config.Read(filepath.Join(root, ".golangci.example.yml")); err != nil {
		t.Error(err)
	}
	examples := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(read("docs/settings.md"), -1)
	if len(examples) == 0 {
		t.Fatal("docs/settings.md has no example")
	}
	for _, m := range examples {
		var conf any
		if err := yaml.Unmarshal(m[1], &conf); err != nil {
			t.Fatal(err)
		}
		if err := keeps(t, s, conf); err != nil {
			t.Errorf("docs/settings.md: %v", err)
		}
		decode(t, conf)
	}
}

func decode(t *testing.T, conf any) {
	t.Helper()
	settings, err := analyzers.DecodeSettings(conf)
	if err == nil {
		_, err = analyzers.New(settings)
	}
	if err != nil {
		t.Error(err)
	}
}

// TestSettings holds that the schema and inflight agree on what is right.
func TestSettings(t *testing.T) {
	s := settingsSchema(t)
	for _, test := range []struct {
		conf  string
		right bool
	}{
		{"{}", true},
		{"{level: audit, limit: 16, tests: true, generated: true, explain: true, alternatives: true}", true},
		{"{rows: ['example.com/a.F=spawn'], enable: [inventory], disable: [fanout]}", true},
		{"{checks: [{name: spawnloop, level: strong, limit: cfg.Workers, explain: false, alternatives: true}]}", true},
		{"{levels: audit}", false},
		{"{level: loud}", false},
		{"{level: 3}", false},
		{"{limit: 0}", false},
		{"{limit: [16]}", false},
		{"{tests: yes please}", false},
		{"{rows: x=spawn}", false},
		{"{enable: [fanin]}", false},
		{"{disable: {fanout: true}}", false},
		{"{checks: {spawnloop: {level: audit}}}", false},
		{"{checks: [{level: audit}]}", false},
		{"{checks: [{name: spawnloop, levels: audit}]}", false},
		{"[]", false},
	} {
		var conf any
		if err := yaml.Unmarshal([]byte(test.conf), &conf); err != nil {
			t.Fatal(err)
		}
		settings, err := analyzers.DecodeSettings(conf)
		if err == nil {
			_, err = analyzers.New(settings)
		}
		if (err == nil) != test.right {
			t.Errorf("inflight takes %s with %v", test.conf, err)
		}
		if err := keeps(t, s, conf); (err == nil) != test.right {
			t.Errorf("the schema takes %s with %v", test.conf, err)
		}
	}
}
