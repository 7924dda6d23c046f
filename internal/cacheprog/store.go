package main

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A store is a directory with a file for each content, and one for each action that
// says which content it gave.
type store struct{ dir string }

// entry is what an action gave.
type entry struct {
	OutputID []byte
	Size     int64
	Time     time.Time
}

func openStore(dir string) (*store, error) {
	dir, err := filepath.Abs(dir) // the go command wants such paths
	if err != nil {
		return nil, err
	}
	return &store{dir}, os.MkdirAll(dir, 0o777)
}

// get returns nil if the action is not known.
func (s *store) get(action []byte) (*entry, error) {
	data, err := os.ReadFile(s.action(action))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	e := new(entry)
	if err := json.Unmarshal(data, e); err != nil {
		return nil, err
	}
	if _, err := os.Stat(s.content(e.OutputID)); err != nil {
		return nil, nil // somebody has tidied up
	}
	return e, nil
}

// put writes the content first: who finds the action finds the content too.
func (s *store) put(action, output, body []byte) error {
	data, err := json.Marshal(entry{output, int64(len(body)), time.Now()})
	if err != nil {
		return err
	}
	if err := s.write(s.content(output), body); err != nil {
		return err
	}
	return s.write(s.action(action), data)
}

// write makes a file appear with all of its content: others read the directory too.
func (s *store) write(name string, data []byte) error {
	f, err := os.CreateTemp(s.dir, "new-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func (s *store) action(id []byte) string {
	return filepath.Join(s.dir, "action-"+hex.EncodeToString(id))
}

func (s *store) content(id []byte) string {
	return filepath.Join(s.dir, "content-"+hex.EncodeToString(id))
}
