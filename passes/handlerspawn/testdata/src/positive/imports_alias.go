package positive

import (
	web "github.com/gin-gonic/gin"
	broker "github.com/nats-io/nats.go"
	nethttp "net/http"
)

func aliased(w nethttp.ResponseWriter, r *nethttp.Request) {
	go notify(r.URL.Path) // want `^go per request of aliased: outlives the request`
}

func aliasedWeb(c *web.Context) {
	go notify("alias") // want `^go per request of aliasedWeb: outlives the request`
}

func aliasedBroker(m *broker.Msg) {
	go notify("alias") // want `^go per message of aliasedBroker: the message counts as done`
}

type writer = nethttp.ResponseWriter

func aliasedType(w writer, r *nethttp.Request) {
	go notify(r.URL.Path) // want `^go per request of aliasedType: outlives the request`
}
