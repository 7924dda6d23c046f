package p

import (
	"context"
	"sync"
	"time"

	"cloud.google.com/go/internal/pubsub"
	"github.com/IBM/sarama"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"golang.org/x/sync/singleflight"
)

func work(...any) {}

func in(ctx context.Context) {}

// Rows of the test say what these do.
type Queue struct{}

func (*Queue) Receive() (*Message, error)  { return nil, nil }
func (*Queue) Fetch() (*Message, error)    { return nil, nil }
func (*Queue) Messages() <-chan *Message   { return nil }
func (*Queue) Deliveries() <-chan *Message { return nil }
func (*Queue) Subscribe(f func(*Message))  {}
func (*Queue) Consume(f func(*Message))    {}
func (*Queue) OnClose(f func(string))      {}

type Message struct{ Body []byte }

func (*Message) Done() {}

type Cache struct{}

func (*Cache) Load(key string, f func()) {}
func (*Cache) Run(key string, f func())  {}

func received(q *Queue, wg *sync.WaitGroup) {
	for {
		m, err := q.Receive()
		if err != nil {
			return
		}
		wg.Go(func() { work(m) }) //= Broker
		wg.Go(func() {            //= Broker, Acked
			work(m)
			m.Done()
		})
	}
}

func fetched(q *Queue, wg *sync.WaitGroup) {
	for {
		m, err := q.Fetch()
		if err != nil {
			return
		}
		wg.Go(func() { work(m) }) //= nothing
		wg.Go(func() {            //= Acked
			work(m)
			m.Done()
		})
		wg.Go(func() { finish(m) }) //= Acked
	}
}

func finish(m *Message) { defer m.Done() }

func channels(q *Queue, wg *sync.WaitGroup) {
	for m := range q.Messages() {
		wg.Go(func() { work(m) }) //= Broker
	}
	for m := range q.Deliveries() {
		wg.Go(func() { work(m) })  //= nothing
		wg.Go(func() { m.Done() }) //= Acked
	}
}

func plainChannel(ch chan *Message, xs []*Message, wg *sync.WaitGroup) {
	for m := range ch {
		wg.Go(func() { m.Done() }) //= Acked
	}
	for _, m := range xs {
		wg.Go(func() { m.Done() }) //= nothing
	}
}

func callbacks(q *Queue, wg *sync.WaitGroup) {
	q.Subscribe(func(m *Message) {
		wg.Go(func() { work(m) })  //= Broker, Detached
		wg.Go(func() { m.Done() }) //= Broker, Detached, Acked
	})
	q.Consume(func(m *Message) {
		wg.Go(func() { work(m) }) //= Detached
	})
	q.OnClose(func(string) {
		wg.Go(func() { work() }) //= Handed
	})
}

func ofNats(m *nats.Msg, wg *sync.WaitGroup) {
	wg.Go(func() { work(m) }) //= Detached
}

func subscribed(c *nats.Conn, wg *sync.WaitGroup) {
	_, _ = c.Subscribe("a", func(m *nats.Msg) {
		wg.Go(func() { work(m) }) //= Broker, Detached
	})
}

func ofJetstream(m jetstream.Msg, wg *sync.WaitGroup) {
	wg.Go(func() { work(m.Data()) }) //= Detached
	wg.Go(func() {                   //= Detached, Acked
		work(m.Data())
		_ = m.Ack()
	})
	_ = m.Ack()
	wg.Go(func() { work(m) }) //= Detached
}

func ofPubsub(ctx context.Context, m *pubsub.Message) {
	go in(ctx)  //= Detached
	go func() { //= Detached, Acked
		defer m.Ack()
		work(m)
	}()
	go func() { //= Detached
		work(m.Data)
	}()
	done := make(chan int)
	go func() { //= Tied
		work(m)
		close(done)
	}()
	<-done
}

type group struct{}

func (group) ConsumeClaim(s sarama.ConsumerGroupSession, c sarama.ConsumerGroupClaim) error {
	for m := range c.Messages() {
		go in(s.Context()) //= nothing
		go func() {        //= nothing
			work(m)
			s.MarkMessage(m, "")
		}()
	}
	return nil
}

func keyed(c *Cache, g *singleflight.Group, names []string) {
	for _, name := range names {
		c.Load(name, func() { work() })                         //= Keyed
		c.Run(name, func() { work() })                          //= nothing
		g.DoChan(name, func() (any, error) { return nil, nil }) //= Keyed
	}
}

func delayed(names []string, wg *sync.WaitGroup) {
	for range names {
		time.AfterFunc(time.Second, func() { work() }) //= Delayed
		wg.Go(func() { time.Sleep(1) })                //= nothing
	}
}
