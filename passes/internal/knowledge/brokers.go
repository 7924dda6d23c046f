package knowledge

// brokers has where messages come from. A row has Broker where a message is done
// when it was handed out, or when the callback returns, unless the program asks
// for something else.
var brokers = rows{
	// In a group, ReadMessage commits; FetchMessage does not.
	"github.com/segmentio/kafka-go": {
		"Reader.ReadMessage":  {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/segmentio/kafka-go#Reader.ReadMessage"},
		"Reader.FetchMessage": {Role: Receive, Ref: "https://pkg.go.dev/github.com/segmentio/kafka-go#Reader.FetchMessage"},
		"Conn.ReadMessage":    {Role: Receive, Ref: "https://pkg.go.dev/github.com/segmentio/kafka-go#Conn.ReadMessage"},
		"Batch.ReadMessage":   {Role: Receive, Ref: "https://pkg.go.dev/github.com/segmentio/kafka-go#Batch.ReadMessage"},
	},
	"github.com/IBM/sarama": {
		"PartitionConsumer.Messages":  {Role: Deliver, Ref: "https://pkg.go.dev/github.com/IBM/sarama#PartitionConsumer.Messages"},
		"ConsumerGroupClaim.Messages": {Role: Deliver, Ref: "https://pkg.go.dev/github.com/IBM/sarama#ConsumerGroupClaim.Messages"},
	},
	"github.com/Shopify/sarama": {
		"PartitionConsumer.Messages":  {Role: Deliver, Ref: "https://pkg.go.dev/github.com/Shopify/sarama#PartitionConsumer.Messages"},
		"ConsumerGroupClaim.Messages": {Role: Deliver, Ref: "https://pkg.go.dev/github.com/Shopify/sarama#ConsumerGroupClaim.Messages"},
	},
	// What was handed out is committed, unless enable.auto.offset.store or
	// enable.auto.commit is off.
	"github.com/confluentinc/confluent-kafka-go/kafka": {
		"Consumer.Poll":        {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/kafka#Consumer.Poll"},
		"Consumer.ReadMessage": {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/kafka#Consumer.ReadMessage"},
		"Consumer.Events":      {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/kafka#Consumer.Events"},
	},
	"github.com/confluentinc/confluent-kafka-go/v2/kafka": {
		"Consumer.Poll":        {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/v2/kafka#Consumer.Poll"},
		"Consumer.ReadMessage": {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/v2/kafka#Consumer.ReadMessage"},
		"Consumer.Events":      {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/confluentinc/confluent-kafka-go/v2/kafka#Consumer.Events"},
	},
	// A group commits what the poll before handed out, unless DisableAutoCommit or
	// AutoCommitMarks is given.
	"github.com/twmb/franz-go/pkg/kgo": {
		"Client.PollFetches":        {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#Client.PollFetches"},
		"Client.PollRecords":        {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#Client.PollRecords"},
		"Fetches.EachTopic":         {Role: Iterate, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#Fetches.EachTopic"},
		"Fetches.EachPartition":     {Role: Iterate, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#Fetches.EachPartition"},
		"Fetches.EachRecord":        {Role: Iterate, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#Fetches.EachRecord"},
		"FetchTopic.EachPartition":  {Role: Iterate, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#FetchTopic.EachPartition"},
		"FetchTopic.EachRecord":     {Role: Iterate, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#FetchTopic.EachRecord"},
		"FetchPartition.EachRecord": {Role: Iterate, Ref: "https://pkg.go.dev/github.com/twmb/franz-go/pkg/kgo#FetchPartition.EachRecord"},
	},
	// Without JetStream a message is done when it is sent. With it, a callback
	// acknowledges by returning, unless ManualAck is given; who calls for a message
	// acknowledges it.
	"github.com/nats-io/nats.go": {
		"Conn.Subscribe":                  {Role: Handle, Arg: 1, Broker: true, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Conn.Subscribe"},
		"Conn.QueueSubscribe":             {Role: Handle, Arg: 2, Broker: true, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Conn.QueueSubscribe"},
		"JetStream.Subscribe":             {Role: Handle, Arg: 1, Broker: true, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#JetStream.Subscribe"},
		"JetStream.QueueSubscribe":        {Role: Handle, Arg: 2, Broker: true, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#JetStream.QueueSubscribe"},
		"Subscription.NextMsg":            {Role: Receive, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Subscription.NextMsg"},
		"Subscription.NextMsgWithContext": {Role: Receive, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Subscription.NextMsgWithContext"},
		"Subscription.Fetch":              {Role: Receive, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Subscription.Fetch"},
		"Subscription.Msgs":               {Role: Deliver, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Subscription.Msgs"},
		"Subscription.MsgsTimeout":        {Role: Deliver, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#Subscription.MsgsTimeout"},
		"MessageBatch.Messages":           {Role: Deliver, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go#MessageBatch.Messages"},
	},
	"github.com/nats-io/nats.go/jetstream": {
		"Msg.Ack":               {Role: Ack, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Msg.Ack"},
		"Msg.DoubleAck":         {Role: Ack, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Msg.DoubleAck"},
		"Msg.Nak":               {Role: Ack, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Msg.Nak"},
		"Msg.NakWithDelay":      {Role: Ack, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Msg.NakWithDelay"},
		"Msg.Term":              {Role: Ack, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Msg.Term"},
		"Msg.TermWithReason":    {Role: Ack, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Msg.TermWithReason"},
		"Consumer.Consume":      {Role: Handle, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Consumer.Consume"},
		"Consumer.Next":         {Role: Receive, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#Consumer.Next"},
		"MessagesContext.Next":  {Role: Receive, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#MessagesContext.Next"},
		"MessageBatch.Messages": {Role: Deliver, Ref: "https://pkg.go.dev/github.com/nats-io/nats.go/jetstream#MessageBatch.Messages"},
	},
	"github.com/rabbitmq/amqp091-go": {
		"Channel.Qos":                {Role: Prefetch, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Qos"},
		"Channel.Ack":                {Role: Ack, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Ack"},
		"Channel.Nack":               {Role: Ack, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Nack"},
		"Channel.Reject":             {Role: Ack, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Reject"},
		"Delivery.Ack":               {Role: Ack, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Delivery.Ack"},
		"Delivery.Nack":              {Role: Ack, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Delivery.Nack"},
		"Delivery.Reject":            {Role: Ack, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Delivery.Reject"},
		"Channel.Consume":            {Role: Deliver, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Consume"},
		"Channel.ConsumeWithContext": {Role: Deliver, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.ConsumeWithContext"},
		"Channel.Get":                {Role: Receive, Ref: "https://pkg.go.dev/github.com/rabbitmq/amqp091-go#Channel.Get"},
	},
	"github.com/streadway/amqp": {
		"Channel.Qos":     {Role: Prefetch, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Channel.Qos"},
		"Channel.Ack":     {Role: Ack, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Channel.Ack"},
		"Channel.Nack":    {Role: Ack, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Channel.Nack"},
		"Channel.Reject":  {Role: Ack, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Channel.Reject"},
		"Delivery.Ack":    {Role: Ack, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Delivery.Ack"},
		"Delivery.Nack":   {Role: Ack, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Delivery.Nack"},
		"Delivery.Reject": {Role: Ack, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Delivery.Reject"},
		"Channel.Consume": {Role: Deliver, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Channel.Consume"},
		"Channel.Get":     {Role: Receive, Ref: "https://pkg.go.dev/github.com/streadway/amqp#Channel.Get"},
	},
	// A message counts against MaxOutstandingMessages until one of these is called.
	"cloud.google.com/go/internal/pubsub": {
		"Message.Ack":            {Role: Ack, Ref: "https://pkg.go.dev/cloud.google.com/go/internal/pubsub#Message.Ack"},
		"Message.Nack":           {Role: Ack, Ref: "https://pkg.go.dev/cloud.google.com/go/internal/pubsub#Message.Nack"},
		"Message.AckWithResult":  {Role: Ack, Ref: "https://pkg.go.dev/cloud.google.com/go/internal/pubsub#Message.AckWithResult"},
		"Message.NackWithResult": {Role: Ack, Ref: "https://pkg.go.dev/cloud.google.com/go/internal/pubsub#Message.NackWithResult"},
	},
	"cloud.google.com/go/pubsub": {
		"Subscription.Receive": {Role: Handle, Arg: 1, Ref: "https://pkg.go.dev/cloud.google.com/go/pubsub#Subscription.Receive"},
	},
	"cloud.google.com/go/pubsub/v2": {
		"Subscriber.Receive": {Role: Handle, Arg: 1, Ref: "https://pkg.go.dev/cloud.google.com/go/pubsub/v2#Subscriber.Receive"},
	},
	"github.com/aws/aws-sdk-go-v2/service/sqs": {
		"Client.ReceiveMessage": {Role: Receive, Ref: "https://pkg.go.dev/github.com/aws/aws-sdk-go-v2/service/sqs#Client.ReceiveMessage"},
	},
	// Who listens to a channel gets a message once, and who pops from a list takes it
	// away; an entry of a stream waits for XAck. The commands are methods of a type
	// that Client, Ring, Tx and others embed.
	"github.com/redis/go-redis/v9": {
		"PubSub.Channel":                  {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.Channel"},
		"PubSub.ChannelSize":              {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.ChannelSize"},
		"PubSub.ChannelWithSubscriptions": {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.ChannelWithSubscriptions"},
		"PubSub.Receive":                  {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.Receive"},
		"PubSub.ReceiveMessage":           {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.ReceiveMessage"},
		"PubSub.ReceiveTimeout":           {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#PubSub.ReceiveTimeout"},
		"cmdable.XRead":                   {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#Client.XRead"},
		"StreamCmdable.XRead":             {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#StreamCmdable.XRead"},
		"cmdable.XReadStreams":            {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#Client.XReadStreams"},
		"StreamCmdable.XReadStreams":      {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#StreamCmdable.XReadStreams"},
		"cmdable.XReadGroup":              {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#Client.XReadGroup"},
		"StreamCmdable.XReadGroup":        {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#StreamCmdable.XReadGroup"},
		"cmdable.BLPop":                   {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#Client.BLPop"},
		"ListCmdable.BLPop":               {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#ListCmdable.BLPop"},
		"cmdable.BRPop":                   {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#Client.BRPop"},
		"ListCmdable.BRPop":               {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#ListCmdable.BRPop"},
		"XStreamSliceCmd.Result":          {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#XStreamSliceCmd.Result"},
		"XStreamSliceCmd.Val":             {Role: Receive, Ref: "https://pkg.go.dev/github.com/redis/go-redis/v9#XStreamSliceCmd.Val"},
	},
	"github.com/go-redis/redis/v8": {
		"PubSub.Channel":                  {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#PubSub.Channel"},
		"PubSub.ChannelSize":              {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#PubSub.ChannelSize"},
		"PubSub.ChannelWithSubscriptions": {Role: Deliver, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#PubSub.ChannelWithSubscriptions"},
		"PubSub.Receive":                  {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#PubSub.Receive"},
		"PubSub.ReceiveMessage":           {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#PubSub.ReceiveMessage"},
		"PubSub.ReceiveTimeout":           {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#PubSub.ReceiveTimeout"},
		"cmdable.XRead":                   {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Client.XRead"},
		"Cmdable.XRead":                   {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Cmdable.XRead"},
		"cmdable.XReadStreams":            {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Client.XReadStreams"},
		"Cmdable.XReadStreams":            {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Cmdable.XReadStreams"},
		"cmdable.XReadGroup":              {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Client.XReadGroup"},
		"Cmdable.XReadGroup":              {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Cmdable.XReadGroup"},
		"cmdable.BLPop":                   {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Client.BLPop"},
		"Cmdable.BLPop":                   {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Cmdable.BLPop"},
		"cmdable.BRPop":                   {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Client.BRPop"},
		"Cmdable.BRPop":                   {Role: Receive, Broker: true, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#Cmdable.BRPop"},
		"XStreamSliceCmd.Result":          {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#XStreamSliceCmd.Result"},
		"XStreamSliceCmd.Val":             {Role: Receive, Ref: "https://pkg.go.dev/github.com/go-redis/redis/v8#XStreamSliceCmd.Val"},
	},
}
