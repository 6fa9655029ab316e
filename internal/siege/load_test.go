package siege

import (
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"reftel/internal/sharedtest"
)

// A tally is what became of requests.
type tally struct {
	mu     sync.Mutex
	took   []time.Duration
	status map[int]int
	wrong  map[string]int // why a request got no good answer
}

func (y *tally) add(status int, took time.Duration, wrong string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.status == nil {
		y.status, y.wrong = map[int]int{}, map[string]int{}
	}
	y.status[status]++
	y.took = append(y.took, took)
	if wrong != "" {
		y.wrong[wrong]++
	}
}

// at is the time within which a share of all was answered.
func (y *tally) at(share float64) time.Duration {
	if len(y.took) == 0 {
		return 0
	}
	slices.Sort(y.took)
	return y.took[min(len(y.took)-1, int(share*float64(len(y.took))))].Round(100 * time.Microsecond)
}

// A crowd asks a site.
type crowd struct {
	client *http.Client
	base   string
	paths  []string
}

var anyWord = regexp.MustCompile(`[a-z]{5,10}`)

// crowdOf are visitors that read (40 of 100), search (45) and search for what has a value
// beside (15).
func crowdOf(t *testing.T, s *site, clients int) *crowd {
	t.Helper()
	c := &crowd{base: "http://" + s.addr, client: &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: clients, MaxConnsPerHost: clients}, Timeout: time.Minute,
	}}
	cables := regexp.MustCompile(`/cable/[^<]+`).FindAllString(c.read(t, "/sitemap/1.xml"), -1)
	if len(cables) < 100 {
		t.Fatalf("only %d cables", len(cables))
	}
	at := func(i int) string { return cables[(i*7919)%len(cables)] }
	var words []string
	for i := range 40 {
		ws := anyWord.FindAllString(strings.ToLower(c.read(t, at(i)+".txt")), -1)
		for k := range ws {
			if k%7 == 3 {
				words = append(words, ws[k])
			}
		}
	}
	word := func(i int) string { return words[(i*31)%len(words)] }
	for i := range 400 {
		switch n := (i * 37) % 100; {
		case n < 40:
			c.paths = append(c.paths, at(i))
		case n < 85:
			c.paths = append(c.paths, "/search?q="+word(i)+"+"+word(i+1))
		default:
			c.paths = append(c.paths, "/search?q="+word(i)+"&classification=CONFIDENTIAL&sort=newest")
		}
	}
	return c
}

func (c *crowd) read(t *testing.T, path string) string {
	t.Helper()
	res, err := c.client.Get(c.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", path, res.Status, err)
	}
	return string(b)
}

// ask asks the i-th question. Its time is counted from when it should have been asked.
func (c *crowd) ask(i int, due time.Time, y *tally) {
	res, err := c.client.Get(c.base + c.paths[i%len(c.paths)])
	if err != nil {
		y.add(0, time.Since(due), err.Error())
		return
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	wrong := ""
	switch {
	case err != nil:
		wrong = err.Error()
	case res.StatusCode == http.StatusServiceUnavailable && res.Header.Get("Retry-After") != "":
	case res.StatusCode != http.StatusOK || n == 0:
		wrong = res.Status
	}
	y.add(res.StatusCode, time.Since(due), wrong)
}

// closed asks with so many clients, each again as soon as it has its answer.
func (c *crowd) closed(clients int, each time.Duration) *tally {
	var y tally
	var wg sync.WaitGroup
	end := time.Now().Add(each)
	for k := range clients {
		wg.Go(func() {
			for i := k * 13; time.Now().Before(end); i++ {
				c.ask(i, time.Now(), &y)
			}
		})
	}
	wg.Wait()
	return &y
}

// open asks so often a second, whatever the answers take.
func (c *crowd) open(perSecond int, each time.Duration) *tally {
	var y tally
	var wg sync.WaitGroup
	start := time.Now()
	for i := range int(each.Seconds() * float64(perSecond)) {
		due := start.Add(time.Duration(i) * time.Second / time.Duration(perSecond))
		time.Sleep(time.Until(due))
		wg.Go(func() { c.ask(i, due, &y) })
	}
	wg.Wait()
	return &y
}

// TestLoad holds what many visitors at once have of a site. Times are told and fail
// nothing; an answer that is broken or none does.
func TestLoad(t *testing.T) {
	costly(t)
	a := largeArchive(t)
	s := serve(t, a.dir, nil)
	c := crowdOf(t, s, 500)
	each := time.Duration(long(10, 600)) * time.Second
	c.closed(8, 2*time.Second) // so that it is a server that runs

	y := c.closed(50, each)
	rate := float64(len(y.took)) / each.Seconds()
	whole := y.status[200] == len(y.took)
	if len(y.wrong) > 0 {
		t.Errorf("50 clients: %v %v", y.status, y.wrong)
	}
	sharedtest.Score(t, "A1 clients", fmt.Sprintf("50 clients for %v on %d cables: %.0f answers a second, p50 %v, p99 %v, %d no 200", each, a.cables, rate, y.at(.5), y.at(.99), len(y.took)-y.status[200]),
		"400 a second, 60 ms, 500 ms, 0", whole && rate >= 400 && y.at(.5) <= 60*time.Millisecond && y.at(.99) <= 500*time.Millisecond)

	y = c.open(200, each)
	calm := len(y.wrong) == 0 && y.status[200] == len(y.took)
	if len(y.wrong) > 0 {
		t.Errorf("200 a second: %v %v", y.status, y.wrong)
	}
	sharedtest.Score(t, "A2", fmt.Sprintf("%d requests: %d no 200, p99 %v", len(y.took), len(y.took)-y.status[200], y.at(.99)), "0, 150 ms", calm && y.at(.99) <= 150*time.Millisecond)

	most := s.watch()
	y = c.closed(500, each/2)
	peak := most()
	if len(y.wrong) > 0 {
		t.Errorf("500 clients: %v %v", y.status, y.wrong)
	}
	time.Sleep(time.Second)
	after := c.open(200, 5*time.Second)
	sharedtest.Score(t, "A3", fmt.Sprintf("%d requests of 500 clients: %d answered 200, %d 503, %d neither; %d MB at most; then p99 %v", len(y.took), y.status[200], y.status[503], len(y.took)-y.status[200]-y.status[503], peak, after.at(.99)),
		"0 neither, 1024 MB, 150 ms", len(y.wrong) == 0 && peak <= 1024 && after.at(.99) <= 150*time.Millisecond)
}

// TestLittleMemory holds that a server that may have 512 MB lives through many clients. The
// limit is that of the system: it refuses what is beyond.
func TestLittleMemory(t *testing.T) {
	costly(t)
	prlimit, err := exec.LookPath("prlimit")
	if err != nil {
		t.Skip("prlimit is not here")
	}
	a := largeArchive(t)
	s := serve(t, a.dir, []string{prlimit, fmt.Sprintf("--data=%d", 512<<20)}, "GOMEMLIMIT=400MiB")
	c := crowdOf(t, s, 200)
	each := time.Duration(long(8, 120)) * time.Second
	most := s.watch()
	y := c.closed(200, each)
	peak := most()
	if len(y.wrong) > 0 {
		t.Errorf("%v %v\n%s", y.status, y.wrong, s.log.String())
	}
	sharedtest.Score(t, "I8", fmt.Sprintf("200 clients for %v on %d cables, where the system gives 512 MB: %d answers, %d broken; %d MB at most", each, a.cables, len(y.took), len(y.wrong), peak), "0 broken, 512 MB", len(y.wrong) == 0 && peak <= 512 && peak > 0)
}
