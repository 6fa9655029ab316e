package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"reftel/internal/app"
	"reftel/internal/archive/ids"
	"reftel/internal/archive/prepare"
	"reftel/internal/archivetest"
	"reftel/internal/cable"
	"reftel/internal/index"
	"reftel/internal/index/generation"
	"reftel/internal/index/indextest"
	"reftel/internal/server"
	"reftel/internal/sharedtest"
)

// A keeper publishes one generation after another and remembers what was ever published.
type keeper struct {
	t    *testing.T
	dir  string
	live *index.Live
	site http.Handler
	ever map[string]bool
}

// TestEveryIDEver publishes over an archive of an earlier format, withdraws, loses, gives
// back, renames and joins cables, changes the format, goes back and loses CURRENT. Each
// id that ever was published leads to its cable, is redirected to it, or answers 410
// with the reason.
func TestEveryIDEver(t *testing.T) {
	t.Parallel()
	k := &keeper{t: t, dir: archivetest.Dir(t), ever: map[string]bool{}}
	if err := os.CopyFS(k.dir, os.DirFS(filepath.Join("..", "index", "testdata", "format4"))); err != nil {
		t.Fatal(err)
	}
	k.serve()
	k.remember(sharedtest.Size(4, 4, 1000))
	long := strings.Repeat("a paper of the conference ", 4) + "by B."
	nets, lamps, annex, paper := k.cable("74OSLO1", "E1"), k.cable("74OSLO3"), k.cable("annex"), k.cable(long)
	note := k.cable("frus1931v09d5")
	withdrawn := ids.Withdrawal{ID: "1974 Oslo 2", Reason: "The post asked for <its> return.", Date: "2026-03-05"}

	k.publish(true, nil, nets, k.cable("74OSLO2", "E2"), lamps, annex, paper, note)
	k.want(map[string]string{"74OSLO2": "200", "E2": "301", long: "200"})
	k.refused(nil, nets, lamps, annex, paper, note)
	k.publish(false, []ids.Withdrawal{withdrawn}, nets, lamps, annex, paper, note)
	k.want(map[string]string{"74OSLO2": withdrawn.Reason, "E2": withdrawn.Reason, "74OSLO3": "200"})
	k.refused([]ids.Withdrawal{withdrawn}, nets, annex, paper, note)
	k.publish(true, nil, nets, annex, paper, note) // lost
	k.want(map[string]string{"74OSLO2": withdrawn.Reason, "74OSLO3": "410"})
	k.publish(true, nil, nets, lamps, note) // one is back
	k.want(map[string]string{"74OSLO2": withdrawn.Reason, "74OSLO3": "200", "annex": "410", long: "410"})
	for _, format := range []int{generation.Format + 90, 1} {
		k.reformat(format)
		k.refused(nil, nets, note)
		k.publish(false, nil, nets, lamps, k.cable("frus1931v09p1d5", "frus1931v09d5"), annex) // renamed
		k.want(map[string]string{"74OSLO2": withdrawn.Reason, "frus1931v09d5": "301", "annex": "200", long: "410"})
	}
	k.publish(false, nil, k.cable("74OSLO1", "E1", "74OSLO3"), k.cable("frus1931v09p1d5", "frus1931v09d5"), annex) // joined
	k.want(map[string]string{"74OSLO3": "301", "E1": "301"})
	k.publish(true, nil, k.cable("76LIMA1"), k.cable(ids.Again("76LIMA1", 2)), k.cable("74OSLO2"))
	k.want(map[string]string{"74OSLO1": "410", "74OSLO2": "200", "E2": withdrawn.Reason, "76LIMA1": "200"})
	if _, _, err := app.Rollback(k.dir, ""); err != nil {
		t.Fatal(err)
	}
	k.reload()
	k.want(map[string]string{"74OSLO1": "200", "74OSLO2": withdrawn.Reason, "76LIMA1": "410", "76LIMA1~2": "410"})
	if err := os.Remove(filepath.Join(k.dir, "CURRENT")); err != nil {
		t.Fatal(err)
	}
	if _, to, err := app.Rollback(k.dir, ""); err != nil || to.Cables != 3 {
		t.Fatalf("%+v, %v", to, err)
	}
	k.reload()
	k.publish(false, []ids.Withdrawal{{ID: "76LIMA1", Reason: "Two of one number.", Date: "2026-04-01"}}, k.cable("74OSLO2"), k.cable("76LIMA1~2"))
	k.want(map[string]string{"74OSLO1": "410", "74OSLO2": "200", "76LIMA1": "Two of one number."})
	k.publish(false, nil, k.cable("74OSLO2"), k.cable("76LIMA1~2"), k.cable("77OSLO9")) // no list: the reasons are kept
	k.want(map[string]string{"76LIMA1": "Two of one number.", "77OSLO9": "200"})
	sharedtest.Score(t, "B11", fmt.Sprintf("%d ids over withdrawal, loss, return, renaming and another format: none is 404", len(k.ever)), "none is 404", !t.Failed())
}

// TestGoneWhileDamaged holds that what only a damaged generation has is not told to be gone
// for good.
func TestGoneWhileDamaged(t *testing.T) {
	t.Parallel()
	k := &keeper{t: t, dir: archivetest.Dir(t), ever: map[string]bool{}}
	withdrawn := ids.Withdrawal{ID: "74OSLO3", Reason: "Sent twice.", Date: "2026-03-05"}
	for _, cs := range [][]*cable.Cable{{k.cable("74OSLO1"), k.cable("74OSLO3")}, {k.cable("74OSLO1")}, {k.cable("74OSLO1"), k.cable("74OSLO2")}} {
		if err := k.build(false, []ids.Withdrawal{withdrawn}, cs); err != nil {
			t.Fatal(err)
		}
	}
	list, err := app.Generations(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	p := filepath.Join(generation.Path(k.dir, list.Current), "docs", "records")
	if err := errors.Join(os.Chmod(p, 0o644), os.WriteFile(p, []byte("torn"), 0o644)); err != nil {
		t.Fatal(err)
	}
	k.serve()
	for id, want := range map[string]int{"74OSLO1": 200, "74OSLO2": 503, "74OSLO3": 410, "74OSLO4": 404} {
		if r := fetch(k.site, "/cable/"+id); r.Code != want || (r.Header().Get("Retry-After") != "") != (want == 503) {
			t.Errorf("%s: %d with %v, want %d", id, r.Code, r.Header(), want)
		}
	}
}

// cable is one with some other ids.
func (k *keeper) cable(id string, others ...string) *cable.Cable {
	c := indextest.Simple(id, "1974-01-01", "Of "+id, "The text of "+id+" is short.")
	c.Aliases = others
	return c
}

func (k *keeper) serve() {
	k.t.Helper()
	k.live = archivetest.Open(k.t, k.dir)
	h, err := server.New(server.Config{Archive: k.live, Version: "e2e"})
	if err != nil {
		k.t.Fatal(err)
	}
	k.site = h
}

func (k *keeper) reload() {
	k.t.Helper()
	if err := k.live.Reload(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
}

// remember notes the first ids of the generation in force, and as many others.
func (k *keeper) remember(most int) {
	k.t.Helper()
	list, err := app.Generations(k.dir)
	if err != nil {
		k.t.Fatal(err)
	}
	table, err := index.ReadIDs(generation.Path(k.dir, list.Current))
	if err != nil {
		k.t.Fatal(err)
	}
	own, others := table.Held, table.Others.Keys
	for _, id := range slices.Concat(own[:min(most, len(own))], others[:min(most, len(others))]) {
		k.ever[id] = true
	}
}

func (k *keeper) build(mayShrink bool, ws []ids.Withdrawal, cs []*cable.Cable) error {
	o := prepare.Options{AllowShrink: mayShrink, Withdrawn: ws, Workers: 1}
	_, err := app.Build(k.t.Context(), k.dir, o, func(add app.Add) (r prepare.Report, err error) {
		for _, c := range cs {
			if err := add(c, indextest.Source(c)); err != nil {
				return r, err
			}
		}
		return r, nil
	})
	return err
}

func (k *keeper) publish(mayShrink bool, ws []ids.Withdrawal, cs ...*cable.Cable) {
	k.t.Helper()
	if err := k.build(mayShrink, ws, cs); err != nil {
		k.t.Fatal(err)
	}
	k.reload()
	k.remember(1000)
	k.want(nil)
}

func (k *keeper) refused(ws []ids.Withdrawal, cs ...*cable.Cable) {
	k.t.Helper()
	if err := k.build(false, ws, cs); err == nil || !strings.Contains(err.Error(), "would lead nowhere") {
		k.t.Errorf("published: %v", err)
	}
}

// reformat makes the generation in force one of a program of which nothing is known but
// the format of its ids.
func (k *keeper) reformat(format int) {
	k.t.Helper()
	list, err := app.Generations(k.dir)
	if err != nil {
		k.t.Fatal(err)
	}
	gen := generation.Path(k.dir, list.Current)
	m, _, err := generation.ReadManifest(gen)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, p := range []string{gen, filepath.Join(gen, "MANIFEST.json")} {
		if err := os.Chmod(p, 0o755); err != nil {
			k.t.Fatal(err)
		}
	}
	m.Format, m.Files = format, nil
	c, err := m.Write(gen)
	if err != nil {
		k.t.Fatal(err)
	}
	if err := os.Rename(gen, generation.Path(k.dir, c.Name)); err != nil {
		k.t.Fatal(err)
	}
	if err := generation.WriteCurrent(k.dir, c); err != nil {
		k.t.Fatal(err)
	}
}

// want holds what some ids lead to, and that all that ever were published lead somewhere:
// "200", "301", "410", or the reason of a 410.
func (k *keeper) want(told map[string]string) {
	k.t.Helper()
	for id := range k.ever {
		for _, form := range []string{"", ".json", ".txt", "/raw", "/par1", "/thread"} {
			address := "/cable/" + url.PathEscape(id) + form
			r := fetch(k.site, address)
			got := fmt.Sprint(r.Code)
			switch r.Code {
			case http.StatusOK:
				if form == ".json" && !json.Valid(r.Body.Bytes()) {
					k.t.Errorf("%s is no JSON", address)
				}
			case http.StatusMovedPermanently:
				if to := fetch(k.site, r.Header().Get("Location")); to.Code != http.StatusOK && to.Code != http.StatusGone {
					k.t.Errorf("%s leads to %s, which answers %d", address, r.Header().Get("Location"), to.Code)
				}
			case http.StatusGone:
				if !strings.Contains(r.Body.String(), "not in the current archive") && !strings.Contains(r.Body.String(), "Reason</dt>") {
					k.t.Errorf("%s: 410 without a word", address)
				}
			default:
				k.t.Errorf("%s answers %d", address, r.Code)
			}
			want, ok := told[id]
			if reason := html.EscapeString(want); ok && len(want) > 3 && r.Code == http.StatusGone && strings.Contains(r.Body.String(), reason) {
				got = want
			}
			if ok && got != want {
				k.t.Errorf("%s: %s, want %s", address, got, want)
			}
		}
	}
	for id := range told {
		if !k.ever[id] {
			k.t.Errorf("%s was never published", id)
		}
	}
}
