package negative

// ResponseWriter and Msg are named like what servers and consumers give.
type ResponseWriter struct{}

type Msg struct{ Data []byte }

type Context struct{ name string }

func ownWriter(w ResponseWriter) {
	go notify("own")
}

func ownMessage(m *Msg) {
	go notify(string(m.Data))
}

func ownContext(c *Context) {
	go notify(c.name)
}
