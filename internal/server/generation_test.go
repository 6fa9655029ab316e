package server

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"reftel/internal/query"
	"reftel/internal/server/middleware"
)

func TestGenerationIsHeldAndGivenBack(t *testing.T) { synctest.Test(t, heldAndGivenBack) }

func heldAndGivenBack(t *testing.T) {
	m := newMemory()
	stop := make(chan struct{})
	released := make(chan struct{})
	m.searched = func(context.Context, query.Request) error { <-stop; return nil }
	c := testConfig(t)
	c.SearchTimeout = 10 * time.Millisecond
	c.Archive = leased{served{m}, func() { close(released) }}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	get(h, "/search")
	select {
	case <-released:
		t.Fatal("the generation was given back while a search still reads it")
	case <-time.After(time.Minute):
	}
	close(stop)
	synctest.Wait()
	select {
	case <-released:
	default:
		t.Fatal("the generation was not given back")
	}
}

func TestNoGeneration(t *testing.T) {
	c := testConfig(t)
	c.Archive = away{}
	h, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]int{"/": 503, "/readyz": 503, "/healthz": 200, "/nothing": 503} {
		if res := get(h, target); res.StatusCode != want {
			t.Errorf("%s: code %d, want %d", target, res.StatusCode, want)
		}
	}
	if middleware.ID(t.Context()) != "" {
		t.Error("an id outside of a request")
	}
}
