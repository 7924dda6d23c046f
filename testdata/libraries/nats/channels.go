package nats

import "github.com/nats-io/nats.go"

func channel(nc *nats.Conn) error {
	ch := make(chan *nats.Msg, 64)
	if _, err := nc.ChanSubscribe("jobs", ch); err != nil {
		return err
	}
	for m := range ch {
		go work(m.Data) // want spawnloop:"^goroutine per message of ch: no limit found before the go statement"
	}
	return nil
}

func channelWorkers(nc *nats.Conn) error {
	ch := make(chan *nats.Msg, 64)
	if _, err := nc.ChanSubscribe("jobs", ch); err != nil {
		return err
	}
	for range 8 {
		go func() {
			for m := range ch {
				work(m.Data)
			}
		}()
	}
	return nil
}
