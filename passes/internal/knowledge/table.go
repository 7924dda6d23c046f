package knowledge

// served has the types that a server or consumer hands to a function of the
// program, one call a request or message.
var served = []Served{
	{"net/http", "ResponseWriter", false, "https://pkg.go.dev/net/http#Handler"},
	{"github.com/gin-gonic/gin", "Context", false, "https://pkg.go.dev/github.com/gin-gonic/gin#HandlerFunc"},
	{"github.com/labstack/echo/v4", "Context", false, "https://pkg.go.dev/github.com/labstack/echo/v4#HandlerFunc"},
	{"github.com/gofiber/fiber/v2", "Ctx", false, "https://pkg.go.dev/github.com/gofiber/fiber/v2#Handler"},
	{"github.com/gofiber/fiber/v3", "Ctx", false, "https://pkg.go.dev/github.com/gofiber/fiber/v3#Handler"},
	{"github.com/valyala/fasthttp", "RequestCtx", false, "https://pkg.go.dev/github.com/valyala/fasthttp#RequestHandler"},
}

// table has the rows, by package path and then by Name or Type.Name.
var table = map[string]map[string]Func{
	"golang.org/x/sync/errgroup": {
		"Group.Go":       {Role: Spawn, Pool: Open, Ref: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Go"},
		"Group.TryGo":    {Role: TrySpawn, Pool: Open, Ref: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.TryGo"},
		"Group.SetLimit": {Role: Limit, Lifts: LiftsNegative, Ref: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit"},
		"Group.Wait":     {Role: Join, Ref: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Wait"},
		"WithContext":    {Role: NewGroup, Ref: "https://pkg.go.dev/golang.org/x/sync/errgroup#WithContext"},
	},
	"sync": {
		"WaitGroup.Go":    {Role: Spawn, Ref: "https://pkg.go.dev/sync#WaitGroup.Go"},
		"WaitGroup.Wait":  {Role: Join, Ref: "https://pkg.go.dev/sync#WaitGroup.Wait"},
		"WaitGroup.Add":   {Role: Quiet, Ref: "https://pkg.go.dev/sync#WaitGroup.Add"},
		"WaitGroup.Done":  {Role: Quiet, Ref: "https://pkg.go.dev/sync#WaitGroup.Done"},
		"Mutex.Lock":      {Role: Lock, Ref: "https://pkg.go.dev/sync#Mutex.Lock"},
		"Mutex.Unlock":    {Role: Unlock, Ref: "https://pkg.go.dev/sync#Mutex.Unlock"},
		"RWMutex.Lock":    {Role: Lock, Ref: "https://pkg.go.dev/sync#RWMutex.Lock"},
		"RWMutex.Unlock":  {Role: Unlock, Ref: "https://pkg.go.dev/sync#RWMutex.Unlock"},
		"Mutex.TryLock":   {Role: TryLock, Ref: "https://pkg.go.dev/sync#Mutex.TryLock"},
		"RWMutex.TryLock": {Role: TryLock, Ref: "https://pkg.go.dev/sync#RWMutex.TryLock"},
		"Cond.Wait":       {Role: Notify, Ref: "https://pkg.go.dev/sync#Cond.Wait"},
		"Cond.Signal":     {Role: Signal, Ref: "https://pkg.go.dev/sync#Cond.Signal"},
		"Cond.Broadcast":  {Role: Signal, Ref: "https://pkg.go.dev/sync#Cond.Broadcast"},
		"Once.Do":         {Role: Once, Ref: "https://pkg.go.dev/sync#Once.Do"},
		"Map.Range":       {Role: Iterate, Ref: "https://pkg.go.dev/sync#Map.Range"},
	},
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
	"time": {
		"Sleep":     {Role: Rate, Ref: "https://pkg.go.dev/time#Sleep"},
		"AfterFunc": {Role: Spawn, Arg: 1, Ref: "https://pkg.go.dev/time#AfterFunc"},
	},
	"os/exec": {
		"Cmd.Start": {Role: Start, Ref: "https://pkg.go.dev/os/exec#Cmd.Start"},
		"Cmd.Wait":  {Role: Join, Ref: "https://pkg.go.dev/os/exec#Cmd.Wait"},
	},

	"path/filepath": {
		"WalkDir": {Role: Iterate, Arg: 1, Ref: "https://pkg.go.dev/path/filepath#WalkDir"},
		"Walk":    {Role: Iterate, Arg: 1, Ref: "https://pkg.go.dev/path/filepath#Walk"},
		"Glob":    {Role: Listing, Ref: "https://pkg.go.dev/path/filepath#Glob"},
	},
	"io/fs": {
		"WalkDir": {Role: Iterate, Arg: 2, Ref: "https://pkg.go.dev/io/fs#WalkDir"},
		"Glob":    {Role: Listing, Ref: "https://pkg.go.dev/io/fs#Glob"},
		"ReadDir": {Role: Listing, Ref: "https://pkg.go.dev/io/fs#ReadDir"},
	},
	"io/ioutil": {
		"ReadDir": {Role: Listing, Ref: "https://pkg.go.dev/io/ioutil#ReadDir"},
	},
	"os": {
		"ReadDir":           {Role: Listing, Ref: "https://pkg.go.dev/os#ReadDir"},
		"File.ReadDir":      {Role: Listing, Ref: "https://pkg.go.dev/os#File.ReadDir"},
		"File.Readdir":      {Role: Listing, Ref: "https://pkg.go.dev/os#File.Readdir"},
		"File.Readdirnames": {Role: Listing, Ref: "https://pkg.go.dev/os#File.Readdirnames"},
		"Exit":              {Role: NoReturn, Ref: "https://pkg.go.dev/os#Exit"},
	},
	"net": {
		"Interfaces":           {Role: Listing, Ref: "https://pkg.go.dev/net#Interfaces"},
		"LookupHost":           {Role: Listing, Ref: "https://pkg.go.dev/net#LookupHost"},
		"Resolver.LookupHost":  {Role: Listing, Ref: "https://pkg.go.dev/net#Resolver.LookupHost"},
		"Resolver.LookupNetIP": {Role: Listing, Ref: "https://pkg.go.dev/net#Resolver.LookupNetIP"},
	},
	"flag": {
		"Args":         {Role: Arguments, Ref: "https://pkg.go.dev/flag#Args"},
		"FlagSet.Args": {Role: Arguments, Ref: "https://pkg.go.dev/flag#FlagSet.Args"},
		"NArg":         {Role: Arguments, Ref: "https://pkg.go.dev/flag#NArg"},
		"FlagSet.NArg": {Role: Arguments, Ref: "https://pkg.go.dev/flag#FlagSet.NArg"},
	},
	"github.com/spf13/pflag": {
		"Args":         {Role: Arguments, Ref: "https://pkg.go.dev/github.com/spf13/pflag#Args"},
		"FlagSet.Args": {Role: Arguments, Ref: "https://pkg.go.dev/github.com/spf13/pflag#FlagSet.Args"},
	},
	"slices": {
		"All":              {Role: Elements, Ref: "https://pkg.go.dev/slices#All"},
		"Values":           {Role: Elements, Ref: "https://pkg.go.dev/slices#Values"},
		"Backward":         {Role: Elements, Ref: "https://pkg.go.dev/slices#Backward"},
		"Clone":            {Role: Elements, Ref: "https://pkg.go.dev/slices#Clone"},
		"Compact":          {Role: Elements, Ref: "https://pkg.go.dev/slices#Compact"},
		"CompactFunc":      {Role: Elements, Ref: "https://pkg.go.dev/slices#CompactFunc"},
		"Collect":          {Role: Elements, Ref: "https://pkg.go.dev/slices#Collect"},
		"Sorted":           {Role: Elements, Ref: "https://pkg.go.dev/slices#Sorted"},
		"SortedFunc":       {Role: Elements, Ref: "https://pkg.go.dev/slices#SortedFunc"},
		"DeleteFunc":       {Role: Elements, Ref: "https://pkg.go.dev/slices#DeleteFunc"},
		"Concat":           {Role: Elements, Ref: "https://pkg.go.dev/slices#Concat"},
		"AppendSeq":        {Role: Elements, Arg: 1, Ref: "https://pkg.go.dev/slices#AppendSeq"},
		"Chunk":            {Role: Chunks, Ref: "https://pkg.go.dev/slices#Chunk"},
		"SortedStableFunc": {Role: Elements, Ref: "https://pkg.go.dev/slices#SortedStableFunc"},
	},
	"maps": {
		"All":     {Role: Elements, Ref: "https://pkg.go.dev/maps#All"},
		"Keys":    {Role: Elements, Ref: "https://pkg.go.dev/maps#Keys"},
		"Values":  {Role: Elements, Ref: "https://pkg.go.dev/maps#Values"},
		"Clone":   {Role: Elements, Ref: "https://pkg.go.dev/maps#Clone"},
		"Collect": {Role: Elements, Ref: "https://pkg.go.dev/maps#Collect"},
	},
	"golang.org/x/exp/maps": {
		"Keys":   {Role: Elements, Ref: "https://pkg.go.dev/golang.org/x/exp/maps#Keys"},
		"Values": {Role: Elements, Ref: "https://pkg.go.dev/golang.org/x/exp/maps#Values"},
	},
	"strings": {
		"Split":     {Role: Elements, Ref: "https://pkg.go.dev/strings#Split"},
		"SplitN":    {Role: Elements, Ref: "https://pkg.go.dev/strings#SplitN"},
		"Fields":    {Role: Elements, Ref: "https://pkg.go.dev/strings#Fields"},
		"SplitSeq":  {Role: Elements, Ref: "https://pkg.go.dev/strings#SplitSeq"},
		"FieldsSeq": {Role: Elements, Ref: "https://pkg.go.dev/strings#FieldsSeq"},
		"Lines":     {Role: Elements, Ref: "https://pkg.go.dev/strings#Lines"},
	},

	"runtime": {
		"NumCPU":     {Role: Processors, Ref: "https://pkg.go.dev/runtime#NumCPU"},
		"GOMAXPROCS": {Role: Processors, Ref: "https://pkg.go.dev/runtime#GOMAXPROCS"},
		"Goexit":     {Role: NoReturn, Ref: "https://pkg.go.dev/runtime#Goexit"},
	},
	"log": {
		"Fatal":          {Role: NoReturn, Ref: "https://pkg.go.dev/log#Fatal"},
		"Fatalf":         {Role: NoReturn, Ref: "https://pkg.go.dev/log#Fatalf"},
		"Fatalln":        {Role: NoReturn, Ref: "https://pkg.go.dev/log#Fatalln"},
		"Logger.Fatal":   {Role: NoReturn, Ref: "https://pkg.go.dev/log#Logger.Fatal"},
		"Logger.Fatalf":  {Role: NoReturn, Ref: "https://pkg.go.dev/log#Logger.Fatalf"},
		"Logger.Fatalln": {Role: NoReturn, Ref: "https://pkg.go.dev/log#Logger.Fatalln"},
		"Print":          {Role: Quiet, Ref: "https://pkg.go.dev/log#Print"},
		"Printf":         {Role: Quiet, Ref: "https://pkg.go.dev/log#Printf"},
		"Println":        {Role: Quiet, Ref: "https://pkg.go.dev/log#Println"},
		"Logger.Print":   {Role: Quiet, Ref: "https://pkg.go.dev/log#Logger.Print"},
		"Logger.Printf":  {Role: Quiet, Ref: "https://pkg.go.dev/log#Logger.Printf"},
		"Logger.Println": {Role: Quiet, Ref: "https://pkg.go.dev/log#Logger.Println"},
	},
	"github.com/sirupsen/logrus": {
		"Fatal":  {Role: NoReturn, Ref: "https://pkg.go.dev/github.com/sirupsen/logrus#Fatal"},
		"Fatalf": {Role: NoReturn, Ref: "https://pkg.go.dev/github.com/sirupsen/logrus#Fatalf"},
	},
	"k8s.io/klog/v2": {
		"Fatal":  {Role: NoReturn, Ref: "https://pkg.go.dev/k8s.io/klog/v2#Fatal"},
		"Fatalf": {Role: NoReturn, Ref: "https://pkg.go.dev/k8s.io/klog/v2#Fatalf"},
	},
}
