package server

import (
	"encoding/json"
	"net/http"

	"reftel/internal/server/middleware"
)

// static serves the embedded files under their hashed names. A name that does
// not exist gets the error page of all others.
func (s *server) static(w http.ResponseWriter, r *http.Request) {
	m := &missWriter{ResponseWriter: w}
	s.files.ServeHTTP(m, r)
	if m.missed {
		s.fail(w, r, nil, notFound("There is no such file."))
	}
}

// A missWriter swallows an answer that is a 404.
type missWriter struct {
	http.ResponseWriter
	missed bool
}

func (m *missWriter) WriteHeader(status int) {
	if status == http.StatusNotFound {
		m.missed = true
		return
	}
	m.ResponseWriter.WriteHeader(status)
}

func (m *missWriter) Write(b []byte) (int, error) {
	if m.missed {
		return len(b), nil
	}
	return m.ResponseWriter.Write(b)
}

// favicon leads browsers that ask by habit to the icon.
func (s *server) favicon(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Location", s.assets.Icon)
	w.Header().Set("Cache-Control", string(middleware.Document))
	send(w, http.StatusFound, nil)
}

// healthz says that the process answers.
func (s *server) healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Cache-Control", string(middleware.NoStore))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	send(w, http.StatusOK, []byte("ok\n"))
}

// readiness is the answer of /readyz.
type readiness struct {
	Ready      bool   `json:"ready"`
	Degraded   string `json:"degraded,omitempty"` // why the newest generation is not the one that is served
	Generation string `json:"generation,omitempty"`
	Cables     int    `json:"cables,omitempty"`
}

// readyz says whether there is a generation to answer from, and whether it is
// the newest one.
func (s *server) readyz(w http.ResponseWriter, _ *http.Request) {
	v := readiness{Degraded: s.degraded()}
	status := http.StatusServiceUnavailable
	a, release := s.acquire()
	if release != nil {
		defer release()
	}
	if a != nil {
		g := a.Generation()
		v.Ready, v.Generation, v.Cables = true, g.ID, g.Cables
		status = http.StatusOK
	} else {
		w.Header().Set("Retry-After", retryAfter)
	}
	body, err := json.Marshal(v)
	if err != nil { // cannot be: strings, a number and a bool
		body = []byte("{}")
	}
	w.Header().Set("Cache-Control", string(middleware.NoStore))
	w.Header().Set("Content-Type", "application/json")
	send(w, status, append(body, '\n'))
}
