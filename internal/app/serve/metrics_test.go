package serve

import (
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// sample is a line of the text form: a name, labels and a value.
var sample = regexp.MustCompile(`^([a-z_][a-z0-9_]*)(?:\{([^}]*(?:\{[^}]*\}[^}]*)*)\})? ([-+0-9.eE]+|NaN|\+Inf)$`)

// TestMetrics reads the metrics as a program would that watches the server, and holds
// that they tell of routes and never of what somebody asked.
func TestMetrics(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	s := start(t, Options{Data: archiveOf(t), MetricsAddr: at})
	for _, path := range []string{
		"/cable/09TESTVILLE1", "/cable/09TESTVILLE1/par1", "/cable/88MARKEDID7", "/search?q=markedquery", "/tag/MARKEDTAG", "/markedpath",
		"/entity/per/Marked%20Name", "/static/marked.css", "/go?id=88MARKEDID7", "/search?q=markedquery&page=0", "/" + strings.Repeat("marked", 500),
	} {
		res, err := http.Get("http://" + s.addr + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
	}
	text := get(t, "http://"+at+"/metrics")
	values := map[string]float64{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		m := sample.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("not a sample: %q", line)
			continue
		}
		v, err := strconv.ParseFloat(m[3], 64)
		if err != nil {
			t.Errorf("%q: %v", line, err)
		}
		name := m[1]
		if m[2] != "" {
			name = fmt.Sprintf("%s{%s}", m[1], m[2])
		}
		if _, twice := values[name]; twice {
			t.Errorf("%s is told twice", name)
		}
		values[name] = v
	}
	for name, want := range map[string]float64{
		`reftel_requests_total{route="/cable/{id}",status="200"}`: 1, `reftel_requests_total{route="/cable/{id}",status="404"}`: 1,
		`reftel_requests_total{route="/cable/{id}/{anchor}",status="200"}`: 1, `reftel_requests_total{route="/search",status="200"}`: 2,
		`reftel_requests_total{route="none",status="414"}`: 1, `reftel_request_seconds_count{route="/cable/{id}"}`: 2,
		`reftel_search_slots{pool="light"}`: 8, `reftel_search_slots{pool="usual"}`: float64(min(4, max(3, runtime.GOMAXPROCS(0)*3/2))), `reftel_search_slots_in_use{pool="dear"}`: 0,
		`reftel_search_slots_waited_for{pool="light"}`: 0, `reftel_search_slots_refused_total{pool="usual"}`: 0,
		`reftel_degraded`: 0, `reftel_cables`: 1, `reftel_requests_under_way`: 0,
	} {
		if got, ok := values[name]; !ok || got != want {
			t.Errorf("%s is %v (%v), want %v", name, got, ok, want)
		}
	}
	for _, name := range []string{"process_resident_memory_bytes", "go_goroutines", "go_memstats_alloc_bytes", "reftel_generation_built_timestamp_seconds"} {
		if values[name] <= 0 {
			t.Errorf("%s is %v", name, values[name])
		}
	}
	for _, mark := range []string{"marked", "testville", "127.0.0.1", s.addr} {
		if strings.Contains(strings.ToLower(text), mark) {
			t.Errorf("the metrics tell %s", mark)
		}
	}
	for _, path := range []string{"/", "/cable/09TESTVILLE1", "/debug/pprof/"} {
		if res, err := http.Get("http://" + at + path); err != nil || res.StatusCode != 404 {
			t.Errorf("%s: %v, %v", path, res, err)
		}
	}
	if res, err := http.Get("http://" + s.addr + "/metrics"); err != nil || res.StatusCode != 404 {
		t.Errorf("the site tells metrics: %v, %v", res, err)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if _, err := http.Get("http://" + at + "/metrics"); err == nil {
		t.Error("metrics of a server that stopped")
	}
}

// TestNoMetrics holds that nothing listens where nobody asked for it.
func TestNoMetrics(t *testing.T) {
	o := Options{MetricsAddr: unixPrefix + filepath.Join(t.TempDir(), "none", "s")}
	if closeIt, err := o.tellMetrics(nil); err != nil {
		t.Error(err)
	} else {
		closeIt()
	}
}
