package e2e

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"reftel/internal/sharedtest"
)

// axe is the accessibility checker axe-core, for tests alone
// (testdata/axe.LICENSE).
//
//go:embed testdata/axe.min.js
var axe string

// A browser is one Chromium tab. Every method fails the test on an error, so
// that the tests read as what a person does.
type browser struct {
	t     *testing.T
	ctx   context.Context
	drawn bool // on a screen: else there are no frames, and nothing is seen to move

	mu       sync.Mutex
	requests []string // URLs that pages asked for
	messages []string // of the console
}

// chromium finds the browser. Without one the test is skipped, unless
// REFTEL_E2E=required.
func chromium(t *testing.T) {
	t.Helper()
	if chromiumPath() != "" {
		return
	}
	if os.Getenv("REFTEL_E2E") == "required" {
		t.Fatal("no Chromium on the PATH, and REFTEL_E2E=required")
	}
	t.Skip("no Chromium on the PATH: the browser tests are skipped")
}

func chromiumPath() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return ""
}

// size is a screen and its preferred colours.
type size struct {
	name          string
	width, height int64
	dark          bool
}

// startChromium is the one browser of all tests; each test has a profile of its
// own in it. It starts with the first tab.
var startChromium = sync.OnceValues(func() (context.Context, error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromiumPath()), chromedp.NoSandbox, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true))
	ctx, _ := chromedp.NewExecAllocator(runningTests, opts...)
	ctx, stop := chromedp.NewContext(ctx)
	stopChromium = stop
	return ctx, chromedp.Do(ctx)
})

// runningTests is done when all tests are; stopChromium waits for the browser to end.
var (
	runningTests context.Context
	stopChromium = func() {}
)

// seen are the screens that a test is walked on: the first, and all in the long test.
func seen[T any](screens []T) []T { return screens[:sharedtest.Size(1, 1, len(screens))] }

// open opens a tab that has all of a page but its picture: the window around it costs
// more than the page. The long test draws what every tab has, as draw does.
func open(t *testing.T, s size) *browser {
	t.Helper()
	long := sharedtest.Size(0, 0, 1) == 1 || sharedtest.Scoring() || os.Getenv("REFTEL_SCREENSHOTS") != ""
	return openTab(t, s, long)
}

// draw opens a tab in a window, for what is measured of pictures: what moves, and colours.
func draw(t *testing.T, s size) *browser {
	t.Helper()
	return openTab(t, s, true)
}

func openTab(t *testing.T, s size, drawn bool) *browser {
	t.Helper()
	chromium(t)
	parent, err := startChromium()
	if err != nil {
		t.Fatal("starting Chromium:", err)
	}
	ctx := borrowed(t, parent, drawn)
	seconds := sharedtest.Size(90, 90, 900)
	if sharedtest.Scoring() {
		seconds = 900
	}
	ctx, timeout := context.WithTimeout(ctx, time.Duration(seconds)*time.Second)
	t.Cleanup(timeout)
	b := &browser{t: t, ctx: ctx, drawn: drawn}
	b.show(s)
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, b.heard); err != nil {
		t.Fatal(err)
	}
	return b
}

// show gives the tab a screen.
func (b *browser) show(s size) {
	b.t.Helper()
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(s.width, s.height)); err != nil {
		b.t.Fatal(err)
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	}); err != nil {
		b.t.Fatal(err)
	}
}

// heard keeps what the tab tells.
func (b *browser) heard(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, ev.Request.URL)
	case *runtime.EventConsoleAPICalled:
		b.messages = append(b.messages, fmt.Sprintf("console.%s", ev.Type))
	case *log.EventEntryAdded:
		b.messages = append(b.messages, fmt.Sprintf("%s: %s (%s)", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL))
	}
}

func (b *browser) visit(url string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate(url)); err != nil {
		b.t.Fatalf("visiting %s: %v", url, err)
	}
}

// eval runs a script in the page and returns what it gives.
func eval[T any](b *browser, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatalf("evaluating %.120s: %v", script, err)
	}
	return v
}

func (b *browser) url() string { return eval[string](b, "location.href") }

// axeViolations runs axe on the page and returns what it finds, a line each. It costs
// more than all else that a walk does: at the normal size it looks at the kinds of
// pages alone, and the long test looks at each step of each walk.
func (b *browser) axeViolations() []string {
	b.t.Helper()
	if sharedtest.Size(0, 0, 1) == 0 && !strings.HasPrefix(b.t.Name(), "TestPages") {
		return nil
	}
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](axe+"; true")); err != nil {
		b.t.Fatal("loading axe:", err)
	}
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
		r.violations.map(v => v.impact + " " + v.id + ": " + v.help + " — " + v.nodes.slice(0, 3).map(n => n.target.join(" ") + " " + (n.any[0] ? n.any[0].message : "")).join(" | ")))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal("running axe:", err)
	}
	return found
}

// layoutShift is the sum of the layout shifts since the page was opened.
func (b *browser) layoutShift() float64 {
	b.t.Helper()
	if !b.drawn {
		b.t.Fatal("what moves is measured in a tab that is not drawn")
	}
	shift, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](`new Promise(done => {
		let sum = 0;
		new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value }).observe({type: "layout-shift", buffered: true});
		setTimeout(() => done(sum), 60);
	})`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal("measuring layout shift:", err)
	}
	return shift
}

// screenshot keeps a picture of the whole page when REFTEL_SCREENSHOTS names a
// folder.
func (b *browser) screenshot(name string) {
	dir := os.Getenv("REFTEL_SCREENSHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+name+".png", picture, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// waitFor waits until a condition holds in the page.
func waitFor(b *browser, condition string) {
	b.t.Helper()
	for range 200 {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](condition))
		if err == nil && ok {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.t.Fatalf("%s never holds on %s", condition, b.url())
}
