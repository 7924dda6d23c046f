// Package web starts work in the request handlers of several frameworks.
package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiberv3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	echov5 "github.com/labstack/echo/v5"
	"github.com/valyala/fasthttp"
)

func send(string) {}

func plain(w http.ResponseWriter, r *http.Request) {
	go send(r.URL.Path) // want handlerspawn:"^go per request of .*: can outlive the request"
}

func mux() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go send(r.URL.Path) // want handlerspawn:"^go per request of .*: can outlive the request"
	})
	http.NewServeMux().HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		go send(r.URL.Path) // want handlerspawn:"^go per request of .*: can outlive the request"
	})
}

func withGin(c *gin.Context) {
	path := c.FullPath()
	go send(path) // want handlerspawn:"^go per request of .*: can outlive the request"
}

func withEcho(c echo.Context) error {
	path := c.Path()
	go send(path) // want handlerspawn:"^go per request of .*: can outlive the request"
	return nil
}

func withEchov5(c *echov5.Context) error {
	path := c.Path()
	go send(path) // want handlerspawn:"^go per request of .*: can outlive the request"
	return nil
}

func withFiber(c *fiber.Ctx) error {
	path := c.Path()
	go send(path) // want handlerspawn:"^go per request of .*: can outlive the request"
	return nil
}

func withFiberv3(c fiberv3.Ctx) error {
	path := c.Path()
	go send(path) // want handlerspawn:"^go per request of .*: can outlive the request"
	return nil
}

func withFasthttp(ctx *fasthttp.RequestCtx) {
	path := string(ctx.Path())
	go send(path) // want handlerspawn:"^go per request of .*: can outlive the request"
}

// The handler waits for what it starts.
func joined(c *gin.Context) {
	done := make(chan struct{})
	path := c.FullPath()
	go func() {
		defer close(done)
		send(path)
	}()
	<-done
}
