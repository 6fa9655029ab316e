package oai

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// The verbs of the protocol.
const (
	identify    = "Identify"
	listFormats = "ListMetadataFormats"
	listSets    = "ListSets"
	listHeads   = "ListIdentifiers"
	listRecords = "ListRecords"
	getRecord   = "GetRecord"
)

// The errors of the protocol.
const (
	badVerb         = "badVerb"
	badArgument     = "badArgument"
	badToken        = "badResumptionToken"
	cannotFormat    = "cannotDisseminateFormat"
	idDoesNotExist  = "idDoesNotExist"
	noRecordsMatch  = "noRecordsMatch"
	noSetHierarchy  = "noSetHierarchy"
	longestArgument = 1024 // bytes
)

// A rule says which arguments a verb takes.
type rule struct {
	needed, may []string
	resumes     bool // instead of all others it takes a token
}

var rules = map[string]rule{
	identify:    {},
	listFormats: {may: []string{"identifier"}},
	listSets:    {resumes: true},
	getRecord:   {needed: []string{"identifier", "metadataPrefix"}},
	listHeads:   {needed: []string{"metadataPrefix"}, may: []string{"from", "until", "set"}, resumes: true},
	listRecords: {needed: []string{"metadataPrefix"}, may: []string{"from", "until", "set"}, resumes: true},
}

// A request is what is asked for.
type request struct {
	verb        string
	identifier  string
	prefix      string
	from, until string // as they were asked for
	since, till time.Time
	set         string
	token       string
}

// parse reads the arguments of a request. What is wrong with them is a *fault.
func parse(args url.Values) (request, error) {
	var r request
	if len(args["verb"]) != 1 {
		return r, &fault{badVerb, "A request has one verb."}
	}
	verb := args.Get("verb")
	rule, ok := rules[verb]
	if !ok {
		return r, &fault{badVerb, "The verbs are Identify, ListMetadataFormats, ListSets, ListIdentifiers, ListRecords and GetRecord."}
	}
	for name, values := range args {
		known := name == "verb" || slices.Contains(rule.needed, name) || slices.Contains(rule.may, name) || rule.resumes && name == "resumptionToken"
		switch {
		case !known:
			return r, &fault{badArgument, "The verb " + verb + " does not take every argument of the request."}
		case len(values) != 1 || values[0] == "":
			return r, &fault{badArgument, "The argument " + name + " stands more than once, or is empty."}
		case len(values[0]) > longestArgument:
			return r, &fault{badArgument, "The argument " + name + " is too long."}
		}
	}
	asked := request{
		verb: verb, identifier: args.Get("identifier"), prefix: args.Get("metadataPrefix"), from: args.Get("from"), until: args.Get("until"),
		set: args.Get("set"), token: args.Get("resumptionToken"),
	}
	if asked.token != "" {
		if len(args) > 2 {
			return r, &fault{badArgument, "The argument resumptionToken stands alone."}
		}
		return asked, nil
	}
	for _, name := range rule.needed {
		if !args.Has(name) {
			return r, &fault{badArgument, "The verb " + verb + " needs the argument " + name + "."}
		}
	}
	if err := asked.period(); err != nil {
		return r, err
	}
	if asked.prefix != "" && !known(asked.prefix) {
		return asked, &fault{cannotFormat, "Records can be had as oai_dc and as mods."}
	}
	return asked, nil
}

// period reads the time of which records are asked for, both ends of it included.
func (r *request) period() error {
	var err error
	var day bool
	if r.from != "" {
		if r.since, day, err = instant(r.from); err != nil {
			return err
		}
	}
	if r.until != "" {
		var days bool
		if r.till, days, err = instant(r.until); err != nil {
			return err
		}
		if r.from != "" && day != days {
			return &fault{badArgument, "The arguments from and until are of the same granularity."}
		}
		if r.from != "" && r.since.After(r.till) {
			return &fault{badArgument, "The argument from is not later than until."}
		}
		if days {
			r.till = r.till.Add(24*time.Hour - time.Second)
		}
	}
	return nil
}

// instant reads a day, or a second in UTC.
func instant(text string) (at time.Time, day bool, err error) {
	layout := "2006-01-02T15:04:05Z"
	if day = !strings.Contains(text, "T"); day {
		layout = time.DateOnly
	}
	if at, err = time.Parse(layout, text); err != nil || at.Format(layout) != text {
		return at, day, &fault{badArgument, "A time is written 2006-01-02 or 2006-01-02T15:04:05Z."}
	}
	return at, day, nil
}
