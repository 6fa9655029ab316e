package e2e

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// idle are tabs whose tests have ended, those in a window and those without. A tab with
// a profile of its own costs as much as several pages. The next test finds it as if it
// were new: a browser keeps what pages store by their address, and each test serves at
// another one.
var idle struct {
	sync.Mutex
	tabs map[bool][]context.Context
}

// borrowed is a tab until the test ends, with a profile that no other test has meanwhile.
func borrowed(t *testing.T, parent context.Context, drawn bool) context.Context {
	t.Helper()
	idle.Lock()
	var tab context.Context
	if tabs := idle.tabs[drawn]; len(tabs) > 0 {
		tab, idle.tabs[drawn] = tabs[len(tabs)-1], tabs[:len(tabs)-1]
	}
	idle.Unlock()
	switch {
	case tab != nil:
	case drawn:
		tab, _ = chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	default:
		tab = undrawn(t, parent)
	}
	if err := chromedp.Do(tab); err != nil {
		t.Fatal("opening a tab:", err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			return // whatever became of it
		}
		if err := asNew(tab); err != nil {
			t.Error("a tab for the next test:", err)
			return
		}
		idle.Lock()
		defer idle.Unlock()
		if idle.tabs == nil {
			idle.tabs = map[bool][]context.Context{}
		}
		idle.tabs[drawn] = append(idle.tabs[drawn], tab)
	})
	return tab
}

// undrawn is a new tab without a window, with a profile of its own, which ends with the
// browser.
func undrawn(t *testing.T, parent context.Context) context.Context {
	t.Helper()
	profile, err := chromedp.CallBrowser(parent, target.CreateBrowserContext, target.CreateBrowserContextParams{})
	if err != nil {
		t.Fatal("a profile for a tab:", err)
	}
	yes := true
	id, err := chromedp.CallBrowser(parent, target.CreateTarget, target.CreateTargetParams{
		URL: "about:blank", BrowserContextID: profile.BrowserContextID, Hidden: &yes, Background: &yes,
	})
	if err != nil {
		t.Fatal("a tab without a window:", err)
	}
	tab, _ := chromedp.NewContext(parent, chromedp.WithTargetID(id.TargetID))
	return tab
}

// asNew takes back what tests change of a tab; open gives it a screen.
func asNew(tab context.Context) error {
	ctx, cancel := context.WithTimeout(tab, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		return err
	}
	if _, err := chromedp.Call(ctx, page.ResetNavigationHistory, cdp.Empty{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{})
	return err
}
