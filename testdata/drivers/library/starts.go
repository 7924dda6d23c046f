package library

// Server starts a goroutine of its own per call, and returns at once.
type Server struct{ names map[string]bool }

func (s *Server) Start(id string) { go s.run(id) }

func (s *Server) run(id string) { println(s.names[id]) }

func Launch(id string) {
	go func() { println(id) }()
}

// StartAndWait starts one too, but returns when it has ended.
func (s *Server) StartAndWait(id string) {
	done := make(chan bool)
	go func() {
		s.run(id)
		close(done)
	}()
	<-done
}

// StartOnce starts one however often it is called.
func (s *Server) StartOnce() {
	if s.names != nil {
		return
	}
	s.names = map[string]bool{}
	go s.run("")
}
