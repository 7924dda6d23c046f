// Package websockets reads messages that a peer sends as fast as it likes.
package websockets

import (
	"context"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	gorilla "github.com/gorilla/websocket"
	xnet "golang.org/x/net/websocket"
	nhooyr "nhooyr.io/websocket"
	nhooyrjson "nhooyr.io/websocket/wsjson"
)

func handle([]byte) {}

func unlimited(conn *gorilla.Conn) error {
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		go handle(data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func limited(conn *gorilla.Conn) error {
	sem := make(chan struct{}, 8)
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return err
		}
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			handle(data)
		}()
	}
}

func inTurn(conn *gorilla.Conn) error {
	for {
		var data []byte
		if err := conn.ReadJSON(&data); err != nil {
			return err
		}
		handle(data)
	}
}

func unlimitedCoder(ctx context.Context, conn *websocket.Conn) error {
	for {
		_, data, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		go handle(data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func unlimitedJSON(ctx context.Context, conn *websocket.Conn) error {
	for {
		var data []byte
		if err := wsjson.Read(ctx, conn, &data); err != nil {
			return err
		}
		go handle(data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}

func unlimitedNhooyr(ctx context.Context, conn *nhooyr.Conn) error {
	for {
		_, data, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		go handle(data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
		if err := nhooyrjson.Write(ctx, conn, "ok"); err != nil {
			return err
		}
	}
}

func unlimitedCodec(conn *xnet.Conn) error {
	for {
		var data []byte
		if err := xnet.JSON.Receive(conn, &data); err != nil {
			return err
		}
		go handle(data) // want spawnloop:"^goroutine .*: no limit found before the go statement"
	}
}
