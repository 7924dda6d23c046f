package knowledge

// semaphores has what makes its caller wait, and what looks like it: rates and
// retries.
var semaphores = rows{
	"golang.org/x/sync/semaphore": {
		"NewWeighted":         {Role: NewSemaphore, Ref: "https://pkg.go.dev/golang.org/x/sync/semaphore#NewWeighted"},
		"Weighted.Acquire":    {Role: Acquire, Ref: "https://pkg.go.dev/golang.org/x/sync/semaphore#Weighted.Acquire"},
		"Weighted.TryAcquire": {Role: TryAcquire, Ref: "https://pkg.go.dev/golang.org/x/sync/semaphore#Weighted.TryAcquire"},
		"Weighted.Release":    {Role: Release, Ref: "https://pkg.go.dev/golang.org/x/sync/semaphore#Weighted.Release"},
	},
	"golang.org/x/time/rate": {
		"Limiter.Wait":     {Role: Rate, Ref: "https://pkg.go.dev/golang.org/x/time/rate#Limiter.Wait"},
		"Limiter.WaitN":    {Role: Rate, Ref: "https://pkg.go.dev/golang.org/x/time/rate#Limiter.WaitN"},
		"Limiter.Allow":    {Role: Rate, Ref: "https://pkg.go.dev/golang.org/x/time/rate#Limiter.Allow"},
		"Limiter.AllowN":   {Role: Rate, Ref: "https://pkg.go.dev/golang.org/x/time/rate#Limiter.AllowN"},
		"Limiter.Reserve":  {Role: Rate, Ref: "https://pkg.go.dev/golang.org/x/time/rate#Limiter.Reserve"},
		"Limiter.ReserveN": {Role: Rate, Ref: "https://pkg.go.dev/golang.org/x/time/rate#Limiter.ReserveN"},
	},
	"github.com/marusama/semaphore": {
		"New":                  {Role: NewSemaphore, Ref: "https://pkg.go.dev/github.com/marusama/semaphore#New"},
		"Semaphore.Acquire":    {Role: Acquire, Ref: "https://pkg.go.dev/github.com/marusama/semaphore#Semaphore.Acquire"},
		"Semaphore.TryAcquire": {Role: TryAcquire, Ref: "https://pkg.go.dev/github.com/marusama/semaphore#Semaphore.TryAcquire"},
		"Semaphore.Release":    {Role: Release, Ref: "https://pkg.go.dev/github.com/marusama/semaphore#Semaphore.Release"},
	},
	"github.com/marusama/semaphore/v2": {
		"New":                  {Role: NewSemaphore, Ref: "https://pkg.go.dev/github.com/marusama/semaphore/v2#New"},
		"Semaphore.Acquire":    {Role: Acquire, Ref: "https://pkg.go.dev/github.com/marusama/semaphore/v2#Semaphore.Acquire"},
		"Semaphore.TryAcquire": {Role: TryAcquire, Ref: "https://pkg.go.dev/github.com/marusama/semaphore/v2#Semaphore.TryAcquire"},
		"Semaphore.Release":    {Role: Release, Ref: "https://pkg.go.dev/github.com/marusama/semaphore/v2#Semaphore.Release"},
	},
	"github.com/remeh/sizedwaitgroup": {
		"New":                           {Role: NewSemaphore, Lifts: LiftsNotPositive, Ref: "https://pkg.go.dev/github.com/remeh/sizedwaitgroup#New"},
		"SizedWaitGroup.Add":            {Role: Acquire, Ref: "https://pkg.go.dev/github.com/remeh/sizedwaitgroup#SizedWaitGroup.Add"},
		"SizedWaitGroup.AddWithContext": {Role: Acquire, Ref: "https://pkg.go.dev/github.com/remeh/sizedwaitgroup#SizedWaitGroup.AddWithContext"},
		"SizedWaitGroup.Done":           {Role: Release, Ref: "https://pkg.go.dev/github.com/remeh/sizedwaitgroup#SizedWaitGroup.Done"},
		"SizedWaitGroup.Wait":           {Role: Join, Ref: "https://pkg.go.dev/github.com/remeh/sizedwaitgroup#SizedWaitGroup.Wait"},
	},
	// Wait is that of the sync.WaitGroup within.
	"github.com/facebookgo/limitgroup": {
		"NewLimitGroup":   {Role: NewSemaphore, Ref: "https://pkg.go.dev/github.com/facebookgo/limitgroup#NewLimitGroup"},
		"LimitGroup.Add":  {Role: Acquire, Ref: "https://pkg.go.dev/github.com/facebookgo/limitgroup#LimitGroup.Add"},
		"LimitGroup.Done": {Role: Release, Ref: "https://pkg.go.dev/github.com/facebookgo/limitgroup#LimitGroup.Done"},
	},
	"golang.org/x/net/netutil": {
		"LimitListener": {Role: NewListener, Arg: 1, Ref: "https://pkg.go.dev/golang.org/x/net/netutil#LimitListener"},
	},
	"go.uber.org/ratelimit": {
		"Limiter.Take": {Role: Rate, Ref: "https://pkg.go.dev/go.uber.org/ratelimit#Limiter.Take"},
	},
	"github.com/cenkalti/backoff/v4": {
		"Retry":                       {Role: Retry, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#Retry"},
		"RetryNotify":                 {Role: Retry, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#RetryNotify"},
		"RetryNotifyWithTimer":        {Role: Retry, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#RetryNotifyWithTimer"},
		"RetryWithData":               {Role: Retry, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#RetryWithData"},
		"RetryNotifyWithData":         {Role: Retry, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#RetryNotifyWithData"},
		"RetryNotifyWithTimerAndData": {Role: Retry, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v4#RetryNotifyWithTimerAndData"},
	},
	"github.com/cenkalti/backoff/v5": {
		"Retry": {Role: Retry, Arg: 1, Ref: "https://pkg.go.dev/github.com/cenkalti/backoff/v5#Retry"},
	},
	"github.com/avast/retry-go": {
		"Do": {Role: Retry, Ref: "https://pkg.go.dev/github.com/avast/retry-go#Do"},
	},
	"github.com/avast/retry-go/v4": {
		"Do":         {Role: Retry, Ref: "https://pkg.go.dev/github.com/avast/retry-go/v4#Do"},
		"DoWithData": {Role: Retry, Ref: "https://pkg.go.dev/github.com/avast/retry-go/v4#DoWithData"},
	},
	"github.com/avast/retry-go/v5": {
		"Retrier.Do":         {Role: Retry, Ref: "https://pkg.go.dev/github.com/avast/retry-go/v5#Retrier.Do"},
		"RetrierWithData.Do": {Role: Retry, Ref: "https://pkg.go.dev/github.com/avast/retry-go/v5#RetrierWithData.Do"},
	},
}
