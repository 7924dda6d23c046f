//level: audit

package listeners

import "net"

func plain(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go serve(conn) // want spawnloop:"^goroutine per connection .*no limit found before the go statement"
	}
}
