package lsp

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// slow is how long an analysis may take before the user is told that one runs.
const slow = 500 * time.Millisecond

var progressTokens atomic.Int64

// progress tells the client that something takes time, until end is called.
func (s *server) progress(ctx context.Context, title string) (end func()) {
	s.mu.Lock()
	can := s.client.Capabilities.Window.Progress
	s.mu.Unlock()
	if !can {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(slow):
		}
		token := fmt.Sprintf("inflight-%d", progressTokens.Add(1))
		if s.conn.Call(ctx, "window/workDoneProgress/create", map[string]string{"token": token}, nil) != nil {
			return // interrupted, or the client does not want it
		}
		_ = s.conn.Notify(ctx, "$/progress", progressParams{token, progressValue{Kind: "begin", Title: title, Message: "analyzing"}})
		<-ctx.Done()
		_ = s.conn.Notify(context.Background(), "$/progress", progressParams{token, progressValue{Kind: "end"}})
	})
	return func() {
		cancel()
		work.Wait()
	}
}
