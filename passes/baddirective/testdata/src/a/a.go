// Package a is checked with loops, which reports go statements, and with the
// name of groups, which does not run.
package a

func work() {}

func positive() {
	//inflight:ignore loops // want `//inflight:ignore loops gives no reason`
	go work()
	//inflight:ignore loop misspelled // want `//inflight:ignore loop: there is no such check`
	go work()
	// inflight:ignore loops a space // want `this comment has no effect: write //inflight:ignore, with no space`
	go work()
	//inflight:skip loops another verb // want `//inflight:skip is no directive: want`
	go work()
	work() //inflight:ignore loops starts nothing // want `//inflight:ignore loops silences nothing on line 16`
	//inflight:bounded starts nothing either // want `//inflight:bounded silences nothing on line 18`
	work()
	//inflight:bounded stands on a return // want `//inflight:bounded stands on no loop`
	return
}

func negative() {
	//inflight:ignore loops this is meant
	go work()
	go work() //inflight:bounded once for each call
	//inflight:ignore groups which does not run
	go work()
}

//inflight:ignore loops all of these
func whole() {
	go work()
	go work()
}

//inflight:ignore loops none of these // want `silences nothing in the declaration on line 38`
func nothing() { work() }

func twice() {
	//inflight:bounded one answer is enough // want `//inflight:bounded silences nothing on line 42`
	go work() //inflight:ignore loops and this one was asked for first
}

// gap shows what cannot be told from prose, and stays silent.
func gap() {
	// inflight:ignor loops a space and a misspelled verb
	work()
}
