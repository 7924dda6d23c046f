package lsp

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/inflight-go/inflight/cmd/inflight/internal/report"
)

// A root is a module or workspace with open files.
type root struct {
	dir   string
	dirty bool // there is something that no analysis has seen
	// cancel ends the analysis that runs; nil when none does.
	cancel  context.CancelFunc
	waiting []chan struct{} // closed when the root is no longer dirty
	failed  string          // what was last said of packages that failed
}

// rootOf returns the directory of the workspace or module around a file, or "".
func rootOf(path string) string {
	module := ""
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil && os.Getenv("GOWORK") != "off" {
			return dir
		}
		if module == "" {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				module = dir
			}
		}
		if filepath.Dir(dir) == dir {
			return module
		}
	}
}

// touch notes that a document has changed.
func (s *server) touch(d *document) {
	dir := rootOf(d.path)
	if !strings.HasSuffix(d.path, ".go") {
		return
	}
	if dir == "" {
		s.show(messageWarning, "inflight: "+d.path+" is in no module, so it is not analyzed: there is no go.mod above it")
		return
	}
	r := s.roots[dir]
	if r == nil {
		r = &root{dir: dir}
		s.roots[dir] = r
	}
	s.stain(r)
}

// touchAll notes that anything may have changed.
func (s *server) touchAll() {
	for _, r := range s.roots {
		s.stain(r)
	}
}

func (s *server) stain(r *root) {
	r.dirty = true
	if r.cancel != nil {
		r.cancel()
	}
	select {
	case s.kick <- struct{}{}:
	default: // it is known that there is something to do
	}
}

// loop analyzes what has changed, once nothing more has for a while.
func (s *server) loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.kick:
		}
		s.mu.Lock()
		wait := time.NewTimer(s.opts.Delay)
		s.mu.Unlock()
		for waiting := true; waiting; {
			select {
			case <-ctx.Done():
				return
			case <-s.kick:
				wait.Reset(s.opts.Delay)
			case <-wait.C:
				waiting = false
			}
		}
		for {
			r := s.next()
			if r == nil || ctx.Err() != nil {
				break
			}
			if !s.analyze(ctx, r) {
				break // something has changed: wait for more
			}
		}
	}
}

// next returns a root with changes, nil when there is none.
func (s *server) next() *root {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, dir := range slices.Sorted(maps.Keys(s.roots)) {
		if r := s.roots[dir]; r.dirty {
			return r
		}
	}
	return nil
}

// analyze looks at the open packages of a root. It returns false if it was interrupted by a
// change.
func (s *server) analyze(ctx context.Context, r *root) bool {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	s.mu.Lock()
	r.dirty, r.cancel = false, cancel
	docs := map[string]*document{}
	for path, d := range s.docs {
		if rootOf(path) == r.dir && strings.HasSuffix(path, ".go") {
			docs[path] = d
		}
	}
	s.mu.Unlock()

	result, err := &Result{}, error(nil)
	dirs := dirsOf(docs)
	if len(dirs) > 0 {
		end := s.progress(ctx, "inflight")
		result, err = s.vet(ctx, r.dir, dirs, docs)
		end()
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	r.cancel = nil
	if ctx.Err() != nil {
		return false // what has been found may be out of date, and is found again
	}
	if err != nil {
		s.show(messageError, "inflight: "+err.Error())
	} else {
		s.take(r, dirs, docs, result)
	}
	if !r.dirty {
		for _, c := range r.waiting {
			close(c)
		}
		r.waiting = nil
	}
	return true
}

func (s *server) vet(ctx context.Context, dir string, dirs []string, docs map[string]*document) (*Result, error) {
	overlay, err := s.overlay.write(docs)
	if err != nil {
		return nil, err
	}
	settings := s.settings(dir)
	settings.Alternatives = true // a person picks
	return s.engine.Vet(ctx, Request{Root: dir, Dirs: dirs, Overlay: overlay, Settings: settings})
}

// dirsOf lists the directories of some files.
func dirsOf(docs map[string]*document) []string {
	dirs := map[string]bool{}
	for path := range docs {
		dirs[filepath.Dir(path)] = true
	}
	return slices.Sorted(maps.Keys(dirs))
}

// take stores what an analysis found in place of what was known of the same packages, and
// tells the client.
func (s *server) take(r *root, dirs []string, docs map[string]*document, result *Result) {
	byFile := map[string][]report.Finding{}
	for _, f := range result.Findings {
		f.File = original(f.File, dirs)
		byFile[f.File] = append(byFile[f.File], f)
	}
	for path := range s.results {
		if slices.Contains(dirs, filepath.Dir(path)) && byFile[path] == nil {
			byFile[path] = nil // nothing is found there any more
		}
	}
	for path := range docs {
		if byFile[path] == nil {
			byFile[path] = nil
		}
	}
	changed := false
	for _, path := range slices.Sorted(maps.Keys(byFile)) {
		if _, failed := result.Failed[filepath.Dir(path)]; failed {
			continue // what was found last is all that there is
		}
		next := newResult(docs[path], path, byFile[path])
		before := s.results[path]
		changed = changed || before == nil || before.id != next.id
		s.results[path] = next
		if !s.pulls() || s.docs[path] == nil {
			s.publish(path, next)
		}
	}
	failures := ""
	for _, dir := range slices.Sorted(maps.Keys(result.Failed)) {
		failures += "\n" + result.Failed[dir]
	}
	if failures != "" && failures != r.failed {
		s.log(messageInfo, "inflight: not analyzed, earlier findings stay:"+failures)
	}
	r.failed = failures
	if changed {
		go s.refresh()
	}
}

// forget drops what is known of a package that has no open files any more.
func (s *server) forget(path string) {
	dir := filepath.Dir(path)
	for open := range s.docs {
		if filepath.Dir(open) == dir {
			return
		}
	}
	for file := range s.results {
		if filepath.Dir(file) == dir {
			delete(s.results, file)
			s.publish(file, nil)
		}
	}
}
