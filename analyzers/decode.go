package analyzers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// DecodeSettings reads settings from what a parser made of a configuration file: maps with
// text as keys, lists and scalars. nil is the default. Keys are those of the JSON tags of
// [Settings], and all of them must be known. Where text is wanted a number will do, as in
// "limit: 16". An error says at which key something is wrong. Whether the values make
// sense is found out by [New].
func DecodeSettings(conf any) (Settings, error) {
	var s Settings
	data, err := json.Marshal(conf)
	if err != nil {
		return s, errors.New("settings are not as in JSON: maps with text as keys, lists and scalars")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var tree any
	if err := dec.Decode(&tree); err != nil {
		return s, err
	}
	tree, err = fit("", tree, reflect.TypeFor[Settings]())
	if err != nil {
		return s, err
	}
	if data, err = json.Marshal(tree); err != nil {
		return s, err
	}
	return s, json.Unmarshal(data, &s)
}

// fit returns the value at a key so that it can be decoded into type t.
func fit(key string, value any, t reflect.Type) (any, error) {
	if value == nil {
		return nil, nil // a key without a value is as none
	}
	switch t.Kind() {
	case reflect.Pointer:
		return fit(key, value, t.Elem())
	case reflect.Struct:
		return fitStruct(key, value, t)
	case reflect.Slice:
		list, ok := value.([]any)
		if !ok {
			return nil, wrongType(key, "a list", value)
		}
		for i := range list {
			item, err := fit(fmt.Sprintf("%s[%d]", key, i), list[i], t.Elem())
			if err != nil {
				return nil, err
			}
			list[i] = item
		}
		return list, nil
	case reflect.Bool:
		if _, ok := value.(bool); !ok {
			return nil, wrongType(key, "true or false", value)
		}
		return value, nil
	}
	switch value := value.(type) {
	case string:
		return value, nil
	case json.Number:
		return value.String(), nil
	}
	return nil, wrongType(key, "text", value)
}

func fitStruct(key string, value any, t reflect.Type) (any, error) {
	values, ok := value.(map[string]any)
	if !ok {
		return nil, wrongType(key, "keys and values", value)
	}
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		fields[name] = t.Field(i).Type
	}
	prefix := ""
	if key != "" {
		prefix = key + "."
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		field, ok := fields[name]
		if !ok {
			return nil, fmt.Errorf("unknown key %q%s", prefix+name, suggestion(name, slices.Sorted(maps.Keys(fields))))
		}
		fitted, err := fit(prefix+name, values[name], field)
		if err != nil {
			return nil, err
		}
		values[name] = fitted
	}
	return values, nil
}

func wrongType(key, want string, value any) error {
	if key == "" {
		key = "settings"
	}
	have := "text"
	switch value.(type) {
	case map[string]any:
		have = "keys and values"
	case []any:
		have = "a list"
	case bool:
		have = "true or false"
	case json.Number:
		have = "a number"
	}
	return fmt.Errorf("%s: want %s, have %s", key, want, have)
}

// suggestion names the valid word that is nearest to a wrong one or, when none is near, all
// of them.
func suggestion(word string, valid []string) string {
	best, least := "", 0
	for _, v := range valid {
		d := distance(strings.ToLower(word), v)
		if 2*d <= max(len(word), len(v)) && (best == "" || d < least) {
			best, least = v, d
		}
	}
	if best == "" {
		return " (there are " + strings.Join(valid, ", ") + ")"
	}
	return fmt.Sprintf(": did you mean %q?", best)
}

// distance is how many letters have to be added, removed or replaced to get from a to b
// (the edit distance of Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := diagonal
			if a[i] != b[j] {
				d = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}
