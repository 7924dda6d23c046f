package positive

import (
	web "github.com/gin-gonic/gin"
	broker "github.com/nats-io/nats.go"
	nethttp "net/http"
)

func aliased(w nethttp.ResponseWriter, r *nethttp.Request) {
	go notify(r.URL.Path) // want `^go per request of aliased: can outlive the request`
}

func aliasedWeb(c *web.Context) {
	go notify("alias") // want `^go per request of aliasedWeb: can outlive the request`
}

func aliasedBroker(m *broker.Msg) {
	go notify("alias") // want `^go per message of aliasedBroker: can outlive the handler`
}

type writer = nethttp.ResponseWriter

func aliasedType(w writer, r *nethttp.Request) {
	go notify(r.URL.Path) // want `^go per request of aliasedType: can outlive the request`
}
