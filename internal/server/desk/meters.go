package desk

import (
	"context"
	"reftel/internal/server/guard"
	"time"
)

// meters has the meter ask how the server is.
func (s *Desk) meters() {
	m := s.Meter
	for _, pool := range guard.Pools() {
		gauge := func(name string, of func(guard.Taken) int) {
			m.Gauge(name+`{pool="`+pool+`"}`, func() float64 { return float64(of(s.gate.Taken(pool))) })
		}
		gauge("reftel_search_slots", func(t guard.Taken) int { return t.Size })
		gauge("reftel_search_slots_in_use", func(t guard.Taken) int { return t.Used })
		gauge("reftel_search_slots_waited_for", func(t guard.Taken) int { return t.Waiting })
		gauge("reftel_search_slots_refused_total", func(t guard.Taken) int { return t.Refused })
	}
	m.Gauge("reftel_degraded", func() float64 {
		if s.Archive.Degraded() != "" {
			return 1
		}
		return 0
	})
	// Of no generation all is 0.
	m.Gauge("reftel_generation_age_seconds", func() float64 {
		built, _ := s.inForce()
		if built.IsZero() {
			return 0
		}
		return time.Since(built).Seconds()
	})
	m.Gauge("reftel_generation_built_timestamp_seconds", func() float64 {
		built, _ := s.inForce()
		if built.IsZero() {
			return 0
		}
		return float64(built.Unix())
	})
	m.Gauge("reftel_cables", func() float64 {
		_, cables := s.inForce()
		return float64(cables)
	})
}

// inForce tells of the generation that is served.
func (s *Desk) inForce() (built time.Time, cables int) {
	a, release, err := s.Archive.Acquire(context.Background())
	defer release()
	if err != nil {
		return built, 0
	}
	g := a.Generation()
	return g.Built, g.Cables
}
