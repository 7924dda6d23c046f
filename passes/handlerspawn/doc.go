// Package handlerspawn reports work that a request or message handler starts
// and leaves behind.
//
// # Analyzer handlerspawn
//
// handlerspawn: report work that request handlers start and leave behind
//
// Wrong: the handler answers at once, and the mails pile up.
//
//	func (s *Server) signup(w http.ResponseWriter, r *http.Request) {
//		user := r.FormValue("user")
//		go s.sendWelcome(user)
//		w.WriteHeader(http.StatusAccepted)
//	}
//
// Right: so many mails may be under way, and who comes then is told so.
//
//	func (s *Server) signup(w http.ResponseWriter, r *http.Request) {
//		user := r.FormValue("user")
//		select {
//		case s.slots <- struct{}{}: // made with room for maxMails
//		default:
//			http.Error(w, "busy", http.StatusServiceUnavailable)
//			return
//		}
//		go func() {
//			defer func() { <-s.slots }()
//			s.sendWelcome(user)
//		}()
//		w.WriteHeader(http.StatusAccepted)
//	}
//
// There is no loop in the handler: the loop is that of the server, which calls
// it once per request. As long as the handler does the work itself, a client
// that waits for its answer is a limit of a kind, and so are the limits of the
// server and of what stands before it. Work that outlives its request is past
// all of them: when the mail server is slow, requests are answered as fast as
// ever, and each leaves a goroutine, its memory and its connection behind. With a
// broker it is worse. It sends the next message when one counts as done, so it no
// longer waits for anything, and what is under way when the process ends is lost.
//
// The check knows the handlers of net/http and what builds on them, of gin, echo,
// fiber and fasthttp, the methods of gRPC and Connect services, and functions that
// get a message of NATS, Google Pub/Sub or RabbitMQ, or a Kafka claim: by the
// types of their parameters, or because they are given to a function that calls
// them, as Subscribe does. docs/libraries.md lists both. An interface that returns
// a request and its ResponseWriter, as contexts of other frameworks and of proxies
// do, is a type of requests too. The check looks at what starts work in them: go
// statements, sync.WaitGroup.Go without a wait, timers, child processes, and calls
// of functions that start a goroutine and return.
//
// Work outlives its request unless it is tied to it. It is tied if it waits for the
// context of the request or hands it on, if it uses the writer, the stream, a pipe
// or the request as a whole in what it calls, or if the handler waits for it on a
// channel. Using what was read from the request, its form, its path or its body,
// ties nothing. A context from context.WithoutCancel or context.Background is not
// that of the request; one that the handler cancels when it returns is as good.
//
// # Findings
//
// The category of a finding says what the handler was called for.
//
//   - request: the work can go on when the request is answered.
//   - message: the work can go on when the handler has returned. Where the broker
//     takes the message as done by then, nobody does it again if the work fails or
//     the process ends.
//
// # What stays silent
//
// A token that is taken before the spawn, a place in a channel that a fixed
// number of workers read, a wait for the work before the handler returns, a flag
// that lets one run at a time: see spawnloop, a gate is the same here. A loop over
// data in a handler is spawnloop's, as is that over the messages of a Kafka claim.
//
// A semaphore that does not hold the handler back, because the work acquires it or the
// token is given back at once, is reported by semaphore.
//
// Groups and pools are not reported here, also where nobody waits for them; a loop
// that adds to one is errgrouplimit's. Work that is started behind an interface or a
// function value is out of sight, and interceptors have no type that tells how often
// they are called.
//
// Level audit adds work that is tied to its request, work that acknowledges its
// message when it is done, timers, and long-lived work. Level strong keeps work that
// nothing ties to the request and nobody waits for, messages that their broker takes
// as done when the handler returns, what was bounded in vain, and what stands beside
// a limited spawn in the same file.
//
// Tests, examples and generated files are left out, unless the flags -tests and
// -generated of the program ask for them.
//
// # How to say that it is meant
//
// A directive on the spawn or on the handler says what the code cannot show:
//
//	//inflight:bounded an administrator does this, once a day
//	go s.rebuildIndex()
//
// The flag -rows of the program names functions of your own that call a handler
// once per request or message:
//
//	inflight -rows '(example.com/app/bus.Bus).Subscribe=handle:1 broker' ./...
package handlerspawn
