package analyzers_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/analyzers"
)

func TestDecodeSettings(t *testing.T) {
	no := false
	for name, test := range map[string]struct {
		conf any
		want analyzers.Settings
	}{
		"nothing":             {nil, analyzers.Settings{}},
		"a key without value": {map[string]any{"level": nil, "checks": nil}, analyzers.Settings{}},
		"everything": {
			map[string]any{
				"level": "audit", "limit": 16, "tests": true, "generated": true, "explain": true, "alternatives": true,
				"rows": []any{"example.com/a.F=spawn"}, "enable": []any{"inventory"}, "disable": []string{"fanout"},
				"checks": []any{map[string]any{"name": "spawnloop", "level": "strong", "limit": "k", "explain": false, "alternatives": false}},
			},
			analyzers.Settings{
				Level: "audit", Limit: "16", Tests: true, Generated: true, Explain: true, Alternatives: true,
				Rows: []string{"example.com/a.F=spawn"}, Enable: []string{"inventory"}, Disable: []string{"fanout"},
				Checks: []analyzers.CheckSettings{{Name: "spawnloop", Level: "strong", Limit: "k", Explain: &no, Alternatives: &no}},
			},
		},
	} {
		got, err := analyzers.DecodeSettings(test.conf)
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, test.want)
		}
		if _, err := analyzers.New(got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDecodeSettingsRefused(t *testing.T) {
	for want, conf := range map[string]any{
		`unknown key "Level": did you mean "level"?`:                             map[string]any{"Level": "audit"},
		`unknown key "checks[1].lvl": did you mean "level"?`:                     map[string]any{"checks": []any{nil, map[string]any{"lvl": "audit"}}},
		`unknown key "concurrency" (there are alternatives, checks, `:            map[string]any{"concurrency": 1},
		`checks: want a list, have keys and values`:                              map[string]any{"checks": map[string]any{"spawnloop": 1}},
		`checks[0].explain: want true or false, have text`:                       map[string]any{"checks": []any{map[string]any{"explain": "yes"}}},
		`level: want text, have true or false`:                                   map[string]any{"level": true},
		`rows[0]: want text, have keys and values`:                               map[string]any{"rows": []any{map[string]any{"a": "b"}}},
		`settings: want keys and values, have text`:                              "level",
		`settings are not as in JSON: maps with text as keys, lists and scalars`: map[any]any{1: 2},
	} {
		if _, err := analyzers.DecodeSettings(conf); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v: error %v, want %s", conf, err, want)
		}
	}
}

func TestNamesRefused(t *testing.T) {
	for want, s := range map[string]analyzers.Settings{
		`enable[0]: there is no check "inventori": did you mean "inventory"?`: {Enable: []string{"inventori"}},
		`disable[1]: fanout is in disable[0] too`:                             {Disable: []string{"fanout", "fanout"}},
		`disable[0]: inventory is in enable[0] too`:                           {Enable: []string{"inventory"}, Disable: []string{"inventory"}},
		`checks[1]: fanout is in checks[0] too`:                               {Checks: []analyzers.CheckSettings{{Name: "fanout"}, {Name: "fanout"}}},
		`checks[0]: there is no check "" (there are spawnloop, `:              {Checks: []analyzers.CheckSettings{{Level: "audit"}}},
		`checks[0] (fanout): this check has no setting "limit"`:               {Checks: []analyzers.CheckSettings{{Name: "fanout", Limit: "3"}}},
	} {
		if _, err := analyzers.New(s); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%+v: error %v, want %s", s, err, want)
		}
	}
	if _, err := analyzers.New(analyzers.Settings{Disable: []string{"fanout"}, Checks: []analyzers.CheckSettings{{Name: "fanout", Level: "audit"}}}); err != nil {
		t.Errorf("settings of a check that does not run: %v", err)
	}
}

// TestSelect holds that each setting of a single check wins over that of the suite, and
// which checks run.
func TestSelect(t *testing.T) {
	yes := true
	s := analyzers.Settings{
		Level: "audit", Enable: []string{"inventory"}, Disable: []string{"fanout"},
		Checks: []analyzers.CheckSettings{{Name: "spawnloop", Level: "strong", Limit: "k", Explain: &yes, Alternatives: &yes}},
	}
	suite := newSuite(t, s)
	for name, want := range map[string]string{"level": "strong", "limit": "k", "explain": "true", "alternatives": "true"} {
		if got := value(t, suite, "spawnloop", name); got != want {
			t.Errorf("spawnloop.%s is %s, want %s", name, got, want)
		}
	}
	if got := value(t, suite, "semaphore", "level"); got != "audit" {
		t.Errorf("semaphore.level is %s", got)
	}
	selected := s.Select(suite)
	if len(selected) != len(suite)-1 || analyzers.Lookup(selected, "fanout") != nil || analyzers.Lookup(selected, "inventory") == nil {
		t.Errorf("%d of %d checks run", len(selected), len(suite))
	}
	if analyzers.Lookup((analyzers.Settings{}).Select(suite), "inventory") != nil {
		t.Error("the inventory runs though nobody enabled it")
	}
}
