// Package evidence weighs an unbounded spawn: the named reasons for and against
// its hurting in production, and the level that follows from them.
package evidence

// A Reason is one item of evidence.
type Reason uint8

const (
	// For.

	FailedBound Reason = iota // the author tried to bound the work
	Unjoined                  // nobody waits for the work
	External                  // the size comes from outside: a query, a folder, a list call
	Query                     // one per row of a query
	Peer                      // the size is decoded from what a peer sent with its request
	Message                   // one per message received
	Sibling                   // another spawn of the same file is limited
	Multiplied                // loops over different data multiply
	Broker                    // a message that the broker takes as done when it was received
	Detached                  // one per request or message of a handler, which it outlives

	// Against.

	Topology    // one per part of the receiver: it has as many as it was built with
	Component   // the work is a method of the element itself
	Settings    // the size is in a configuration file
	Stops       // the work closes or stops the element
	LongLived   // the work runs as long as the component
	Waiter      // the work only waits for a signal
	Written     // the elements are written out by callers: a variadic parameter
	CommandArgs // the size is what the user typed
	Connections // one per connection
	Signals     // one per tick or signal, which carries no data
	Keyed       // at most one per key
	Tied        // it ends with the request that started it
	Acked       // the broker holds back until the work says that it is done
	Handed      // how often a function that is handed over is called is out of sight
	Sometimes   // the function that starts it does so on some ways only
	Delayed     // a timer, which runs nothing until it fires

	reasonCount
)

var texts = [reasonCount]string{
	FailedBound: "a bound was tried and does not bound the goroutines",
	Unjoined:    "nobody waits for the work",
	External:    "the size comes from outside the program",
	Query:       "one per row of a query",
	Peer:        "the size comes with the request",
	Message:     "one per message received",
	Sibling:     "another spawn in this file is limited",
	Multiplied:  "loops over different data multiply",
	Broker:      "the message counts as done when it is received",
	Detached:    "it can outlive the request or message",
	Topology:    "as many as the receiver has parts",
	Component:   "the work is a method of the element",
	Settings:    "the size is in the configuration",
	Stops:       "the work closes or stops the element",
	LongLived:   "the work lives as long as its component",
	Waiter:      "the work only waits for a signal",
	Written:     "callers write the elements out",
	CommandArgs: "the size is what the user typed",
	Connections: "one per connection",
	Signals:     "one per tick or signal",
	Keyed:       "at most one per key",
	Tied:        "it ends with the request",
	Acked:       "the broker waits until the work acknowledges",
	Handed:      "how often the function is called cannot be seen",
	Sometimes:   "it starts something on some ways only",
	Delayed:     "a timer runs nothing until it fires",
}

func (r Reason) String() string { return texts[r] }

// Against reports whether r speaks against the spawn hurting.
func (r Reason) Against() bool { return r >= Topology }

// A Level is how sure a finding must be to be reported. Each level reports what
// the ones below it do.
type Level uint8

const (
	// LevelStrong: only sites with strong evidence.
	LevelStrong Level = iota + 1
	// LevelData: sites without a visible bound whose size is data: the default.
	LevelData
	// LevelAudit: every spawn without a visible bound.
	LevelAudit
)

func (l Level) String() string {
	switch l {
	case LevelStrong:
		return "strong"
	case LevelData:
		return "data"
	case LevelAudit:
		return "audit"
	}
	return "none"
}

// ParseLevel reads the name of a level.
func ParseLevel(s string) (Level, bool) {
	for _, l := range []Level{LevelStrong, LevelData, LevelAudit} {
		if s == l.String() {
			return l, true
		}
	}
	return 0, false
}

// Grade returns the lowest level that reports a site with this evidence.
func Grade(reasons []Reason) Level {
	has := func(want Reason) bool {
		for _, r := range reasons {
			if r == want {
				return true
			}
		}
		return false
	}
	against := false
	for _, r := range reasons {
		against = against || r.Against()
	}
	switch {
	case has(FailedBound):
		// Whoever tried to bound the work has said that it needs a bound.
		return LevelStrong
	case against:
		return LevelAudit
	case has(Unjoined), has(Sibling), has(Query), has(Peer), has(Multiplied), has(Broker):
		return LevelStrong
	}
	return LevelData
}
