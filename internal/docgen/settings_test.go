package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/inflight-go/inflight/analyzers"
)

// TestSettingsSchema holds that every key of the settings is in the schema, with a
// description. That the schema means what it says is tested in testdata/golangci.
func TestSettingsSchema(t *testing.T) {
	suite, err := analyzers.New(analyzers.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := settings("../..", suite)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(s.Properties.keys, " "), "level limit tests generated rows explain alternatives enable disable checks"; got != want {
		t.Errorf("keys are %s, want %s", got, want)
	}
	for i, p := range s.Properties.schemas {
		if p.Description == "" || !strings.HasPrefix(p.Description, s.Properties.keys[i]) {
			t.Errorf("the description of %s is %q", s.Properties.keys[i], p.Description)
		}
	}
	data, err := json.Marshal(s)
	if err != nil || !json.Valid(data) || strings.Count(string(data), `"additionalProperties":false`) != 2 {
		t.Errorf("the schema is %s, %v", data, err)
	}
}
