package lsp

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/inflight-go/inflight/analyzers"
	"github.com/inflight-go/inflight/analyzers/config"
)

// apply takes over what an editor says: the options of the server, and beside them the
// settings of the checks, with the same keys as in a configuration file. With no setting of
// the checks, the configuration files count.
func (s *server) apply(raw json.RawMessage) error {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var values map[string]any
	if err := json.Unmarshal(raw, &values); err != nil {
		return fmt.Errorf("want keys and values, have %s", raw)
	}
	lenses, delay := s.lenses, s.opts.Delay
	if v, ok := values["codeLens"]; ok {
		if lenses, ok = v.(bool); !ok {
			return fmt.Errorf("codeLens: want true or false, have %v", v)
		}
		delete(values, "codeLens")
	}
	if v, ok := values["delay"]; ok {
		ms, ok := v.(float64)
		if !ok || ms < 0 {
			return fmt.Errorf("delay: want a number of milliseconds, have %v", v)
		}
		delay = time.Duration(ms) * time.Millisecond
		delete(values, "delay")
	}
	if len(values) > 0 {
		settings, err := analyzers.DecodeSettings(values)
		if err == nil {
			_, err = analyzers.New(settings)
		}
		if err != nil {
			return err
		}
		s.opts.Settings = &settings
	}
	s.lenses, s.opts.Delay = lenses, delay
	return nil
}

// configure is told that the settings in the editor have changed.
func (s *server) configure(p struct {
	Settings map[string]json.RawMessage `json:"settings"`
}) (any, error) {
	if err := s.apply(p.Settings["inflight"]); err != nil {
		s.show(messageError, "inflight: settings of the editor: "+err.Error())
	}
	s.touchAll()
	return nil, nil
}

// settings returns what holds for a module. A configuration file that is wrong is told, and
// then counts as none.
func (s *server) settings(dir string) analyzers.Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opts.Settings != nil {
		return *s.opts.Settings
	}
	file, err := config.Find(dir)
	if err != nil {
		s.show(messageError, "inflight: "+err.Error())
	}
	if file == nil {
		return analyzers.Settings{}
	}
	return file.Settings
}
