package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"reftel/internal/archive"
)

var (
	// ErrNotAllowed says that the cluster wants another user or password, or does not
	// let this one do what was asked.
	ErrNotAllowed = errors.New("not allowed")
	// ErrMissing says that an index, an alias or a document is not there. Only who asks
	// knows whether that is bad.
	ErrMissing = errors.New("not there")
	// ErrConflict says that somebody else was first.
	ErrConflict = errors.New("another was first")
)

// An Error is an answer of the cluster that is none.
type Error struct {
	Node   string
	Status int
	Type   string // its own name: search_phase_execution_exception
	Reason string // its own words, which may repeat what was asked
}

// Error says nothing of what was asked.
func (e *Error) Error() string {
	if e.Type == "" {
		return fmt.Sprintf("%s answers %d %s", e.Node, e.Status, http.StatusText(e.Status))
	}
	return fmt.Sprintf("%s answers %d, %s", e.Node, e.Status, e.Type)
}

// Is tells the kinds apart.
func (e *Error) Is(target error) bool {
	switch target {
	case archive.ErrUnavailable:
		return e.Status == http.StatusTooManyRequests || e.Status >= 500 || errors.Is(e, ErrNotAllowed)
	case ErrNotAllowed:
		return e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
	case ErrMissing:
		return e.Status == http.StatusNotFound
	case ErrConflict:
		return e.Status == http.StatusConflict
	}
	return false
}

// again reports whether another node, or the same one later, may do better.
func (e *Error) again() bool {
	switch e.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return e.Type == "search_phase_execution_exception" && e.Status >= 500
}

// Detail is what the cluster said of an error, in its own words, which may repeat what
// was asked: for who does the asking himself, as an operator does, and for no log of
// what visitors ask.
func Detail(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Reason
	}
	return ""
}

// incomplete is the error of an answer without the part of some shard.
func incomplete(s Shards) error {
	return fmt.Errorf("%w: %d of %d shards answered", archive.ErrUnavailable, s.Successful, s.Total)
}

// A fault is how the cluster says what is wrong.
type fault struct {
	Type   string  `json:"type"`
	Reason string  `json:"reason"`
	Causes []fault `json:"root_cause"`
}

// errorOf reads an answer whose status says that it failed.
func errorOf(node string, status int, body []byte) *Error {
	var x struct {
		Error json.RawMessage `json:"error"`
	}
	e := &Error{Node: node, Status: status}
	if json.Unmarshal(body, &x) == nil && len(x.Error) > 0 {
		e.tell(x.Error)
	}
	return e
}

// tell takes over what an error object, or in some answers a text, says.
func (e *Error) tell(raw json.RawMessage) {
	var f fault
	if err := json.Unmarshal(raw, &f); err != nil {
		e.Reason = string(raw)
		return
	}
	e.Type, e.Reason = f.Type, f.Reason
	if len(f.Causes) > 0 {
		e.Reason = f.Causes[0].Type + ": " + f.Causes[0].Reason
	}
}
