module github.com/inflight-go/inflight/testdata/libraries

go 1.26.0

require (
	github.com/alitto/pond v1.9.2
	github.com/alitto/pond/v2 v2.7.1
	github.com/avast/retry-go v3.0.0+incompatible
	github.com/avast/retry-go/v4 v4.7.0
	github.com/avast/retry-go/v5 v5.1.1
	github.com/cenkalti/backoff/v4 v4.3.0
	github.com/cenkalti/backoff/v5 v5.0.3
	github.com/facebookgo/limitgroup v0.0.0-00010101000000-000000000000
	github.com/gammazero/workerpool v1.3.0
	github.com/hashicorp/go-multierror v1.1.1
	github.com/marusama/semaphore v0.0.0-00010101000000-000000000000
	github.com/marusama/semaphore/v2 v2.0.0-00010101000000-000000000000
	github.com/neilotoole/errgroup v0.0.0-00010101000000-000000000000
	github.com/oklog/run v1.2.0
	github.com/panjf2000/ants v0.0.0-00010101000000-000000000000
	github.com/panjf2000/ants/v2 v2.12.1
	github.com/remeh/sizedwaitgroup v1.0.0
	github.com/sirupsen/logrus v1.10.2
	github.com/sourcegraph/conc v0.3.0
	github.com/spf13/pflag v1.0.10
	github.com/thejerf/suture/v4 v4.0.6
	go.uber.org/ratelimit v0.3.1
	golang.org/x/exp v0.0.0-20261014143641-f0251eb4aa3e
	golang.org/x/net v0.62.0
	golang.org/x/sync v0.24.0
	golang.org/x/time v0.16.0
	gopkg.in/tomb.v1 v1.0.0-20141024135613-dd632973f1e7
	gopkg.in/tomb.v2 v2.0.0-20161208151619-d5d1b5820637
	k8s.io/klog/v2 v2.140.0
)

require (
	github.com/benbjohnson/clock v1.3.0 // indirect
	github.com/gammazero/deque v1.2.2 // indirect
	github.com/go-logr/logr v1.4.1 // indirect
	github.com/hashicorp/errwrap v1.0.0 // indirect
	go.uber.org/atomic v1.7.0 // indirect
	go.uber.org/multierr v1.9.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
)

// These are not on every module proxy: what stands in for them has the names and
// signatures of the original.
replace (
	github.com/facebookgo/limitgroup => ./standins/facebookgo-limitgroup
	github.com/marusama/semaphore => ./standins/marusama-semaphore
	github.com/marusama/semaphore/v2 => ./standins/marusama-semaphore-v2
	github.com/neilotoole/errgroup => ./standins/neilotoole-errgroup
	github.com/panjf2000/ants => ./standins/panjf2000-ants
)
