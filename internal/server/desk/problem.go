package desk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"reftel/internal/archive"
	"reftel/internal/server/middleware"
	"reftel/web/templates/words"
)

// APIPath is where the addresses for programs begin: what fails there is told as a
// problem (RFC 9457) and not as a page.
const APIPath = "/api/v1"

// ProblemType is the media type of a problem.
const ProblemType = "application/problem+json"

// A Problem tells a program why it gets no answer.
type Problem struct {
	Title     string      `json:"title" doc:"What the status means, in a few words."`
	Status    int         `json:"status" doc:"Status of the answer."`
	Detail    string      `json:"detail" doc:"A sentence for people: what is wrong, and what helps."`
	Request   string      `json:"request,omitempty" doc:"Number of the request, by which an operator finds it in the log."`
	Errors    []Refusal   `json:"errors,omitempty" nullable:"false" doc:"The parameters that are refused."`
	State     string      `json:"state,omitempty" enum:"cited,withdrawn" doc:"Of an id that leads to no cable: it is cited by cables here, or it was published once."`
	ID        string      `json:"id,omitempty" doc:"That id in its usual spelling."`
	Withdrawn *Withdrawal `json:"withdrawn,omitempty" doc:"Why it was withdrawn, where a reason was given."`
}

// A Refusal is one parameter that is refused.
type Refusal struct {
	Location string `json:"location" doc:"Where it stands: query.page."`
	Message  string `json:"message" doc:"Why it is refused."`
}

// A Withdrawal is why a cable is here no more.
type Withdrawal struct {
	Reason string `json:"reason" doc:"In the operator's words."`
	Date   string `json:"date,omitempty" doc:"Since when: 2026-03-05."`
}

// forPrograms reports whether a request is one of a program's addresses.
func forPrograms(r *http.Request) bool {
	return r.URL.Path == APIPath || strings.HasPrefix(r.URL.Path, APIPath+"/")
}

// Open lets the pages of all other sites read an answer: it holds what everybody may
// read, and nothing depends on who asks.
func Open(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After")
}

// problem answers a program.
func (s *Desk) problem(w http.ResponseWriter, r *http.Request, f *Failure, err error) {
	p := Problem{Title: http.StatusText(f.Status), Status: f.Status, Detail: inWords(f, err), Request: middleware.ID(r.Context())}
	if f.Param != "" {
		p.Errors = []Refusal{{"query." + f.Param, p.Detail}}
	}
	switch p.ID = f.Led.ID; f.Led.State {
	case archive.Absent:
		p.State = "cited"
	case archive.Gone:
		p.State = "withdrawn"
		if why := f.Led.Withdrawn; why != nil {
			p.Withdrawn = &Withdrawal{why.Reason, why.Date}
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(p) // strings and a number
	Open(w.Header())
	w.Header().Set("Content-Type", ProblemType)
	Send(w, f.Status, b.Bytes())
}

// inWords is what a program is told: what is wrong with the request, as the pages say
// it, or what to do where nothing is. It is English, as all that describes the API.
func inWords(f *Failure, err error) string {
	var english *words.Speaker
	own, ok := errors.AsType[*Failure](err)
	switch {
	case ok && own.Sentence != "":
		return english.Say(own.Sentence, own.Args...)
	case f.Status == http.StatusNotFound:
		return "There is nothing at this address. What there is, " + APIPath + "/openapi.json describes."
	case f.Status == http.StatusTooManyRequests:
		return "As many requests as one visitor may make at once are still running. Wait for their answers, then ask again."
	case errors.Is(err, archive.ErrUnavailable), errors.Is(err, ErrUnready):
		return "A part of the archive is out of reach. What you asked for may be here: ask again in some seconds."
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return "The search was stopped after its time was up. Use fewer wildcards, longer words or a shorter period."
	case f.Status == http.StatusServiceUnavailable:
		return "The archive is busy. Ask again in some seconds."
	case f.Status == http.StatusInternalServerError:
		return "The answer could not be made. The fault is ours and was noted under the number of the request."
	}
	return cmp.Or(f.Sentence, http.StatusText(f.Status)+".")
}
